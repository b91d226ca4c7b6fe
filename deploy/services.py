"""The five services, by name: what every way of running them is made of."""

from collections.abc import Mapping

from services.assessment.app import build as build_assessment
from services.audit.app import build as build_audit
from services.compensation.app import build as build_compensation
from services.governance.app import build as build_governance
from services.intake.app import build as build_intake
from shared.contracts.record import ServiceName
from shared.service.process import Build

BUILDS: Mapping[ServiceName, Build] = {
    "intake": build_intake,
    "assessment": build_assessment,
    "governance": build_governance,
    "compensation": build_compensation,
    "audit": build_audit,
}
