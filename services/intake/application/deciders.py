"""The kinds of streams that intake has, and who decides in each."""

from typing import Any

from services.intake import decisions
from services.intake.application.facts import Gathering
from services.intake.application.streams import (
    case_stream,
    home_of,
    notices_stream,
    receipt_stream,
    rule_stream,
    settings_stream,
    told_to,
)
from services.intake.commands import (
    AnswerFirst,
    ChooseNotices,
    CloseUnanswered,
    CorrectRule,
    DisputeOutcome,
    GiveInformation,
    IntakeFacts,
    KeepReceipt,
    MergeCase,
    NameLiaison,
    OnACase,
    RegisterReport,
    RegisterRule,
    RemoveLiaison,
    ReopenCase,
    RequestInformation,
    RuleCommand,
    SetRecurrence,
    SettingCommand,
    SplitCase,
    StartCase,
    TriageCase,
    WithdrawReport,
)
from services.intake.decisions import known_rules, notices, receipts, settings
from shared.eventlog.commands import Decider


def deciders(gathering: Gathering) -> list[Decider[Any, Any, Any]]:
    return [
        _of_cases(gathering),
        _of_rules(gathering),
        _of_settings(gathering),
        _of_notices(gathering),
        _of_receipts(gathering),
    ]


def _of_cases(gathering: Gathering) -> Decider[OnACase, IntakeFacts, decisions.Case]:
    """A decision on one case may tell another case something, in the same append (I-0)."""
    return Decider(
        commands=(
            RegisterReport,
            WithdrawReport,
            GiveInformation,
            DisputeOutcome,
            ReopenCase,
            TriageCase,
            AnswerFirst,
            RequestInformation,
            CloseUnanswered,
            MergeCase,
            SplitCase,
            StartCase,
        ),
        stream=lambda command: case_stream(command.case_id),
        facts=gathering.facts,
        initial=decisions.Unknown(),
        decide=decisions.decide,
        evolve=decisions.evolve,
        reserves=home_of,
        correlates=told_to,
        kind="case",
    )


def _of_rules(gathering: Gathering) -> Decider[RuleCommand, IntakeFacts, known_rules.Rule]:
    return Decider(
        commands=(RegisterRule, CorrectRule),
        stream=lambda command: rule_stream(command.rule_id),
        facts=gathering.plain,
        initial=known_rules.NoRule(),
        decide=known_rules.decide,
        evolve=known_rules.evolve,
        kind="rule",
    )


def _of_settings(gathering: Gathering) -> Decider[SettingCommand, IntakeFacts, settings.Settings]:
    return Decider(
        commands=(SetRecurrence, NameLiaison, RemoveLiaison),
        stream=lambda command: settings_stream(command.helsefellesskap),
        facts=gathering.plain,
        initial=settings.Settings(),
        decide=settings.decide,
        evolve=settings.evolve,
        kind="settings",
    )


def _of_notices(gathering: Gathering) -> Decider[ChooseNotices, IntakeFacts, notices.Choice]:
    return Decider(
        commands=(ChooseNotices,),
        stream=lambda command: notices_stream(command.person),
        facts=gathering.plain,
        initial=notices.Choice(),
        decide=notices.decide,
        evolve=notices.evolve,
        kind="notices",
    )


def _of_receipts(gathering: Gathering) -> Decider[KeepReceipt, IntakeFacts, receipts.Receipt]:
    return Decider(
        commands=(KeepReceipt,),
        stream=lambda command: receipt_stream(command.report_id),
        facts=gathering.plain,
        initial=receipts.Receipt(),
        decide=receipts.decide,
        evolve=receipts.evolve,
        kind="receipt",
    )
