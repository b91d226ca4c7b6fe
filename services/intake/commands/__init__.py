"""What intake can be asked to do."""

from typing import TypeAlias

from services.intake.commands.cases import (
    AnswerFirst,
    CaseCommand,
    CloseUnanswered,
    MergeCase,
    RequestInformation,
    SplitCase,
    StartCase,
    TriageCase,
)
from services.intake.commands.facts import IntakeFacts
from services.intake.commands.known import (
    CorrectRule,
    NameLiaison,
    RegisterRule,
    RemoveLiaison,
    RuleCommand,
    RuleText,
    SetRecurrence,
    SettingCommand,
)
from services.intake.commands.notices import ChooseNotices
from services.intake.commands.receipts import KeepReceipt
from services.intake.commands.reports import (
    DisputeOutcome,
    GiveInformation,
    RegisterReport,
    ReopenCase,
    ReportCommand,
    WithdrawReport,
)

__all__ = [
    "AnswerFirst",
    "CaseCommand",
    "ChooseNotices",
    "CloseUnanswered",
    "CorrectRule",
    "DisputeOutcome",
    "GiveInformation",
    "IntakeCommand",
    "IntakeFacts",
    "KeepReceipt",
    "MergeCase",
    "NameLiaison",
    "OnACase",
    "RegisterReport",
    "RegisterRule",
    "RemoveLiaison",
    "ReopenCase",
    "ReportCommand",
    "RequestInformation",
    "RuleCommand",
    "RuleText",
    "SetRecurrence",
    "SettingCommand",
    "SplitCase",
    "StartCase",
    "TriageCase",
    "WithdrawReport",
]

OnACase: TypeAlias = ReportCommand | CaseCommand
IntakeCommand: TypeAlias = OnACase | RuleCommand | SettingCommand | ChooseNotices | KeepReceipt
