"""The command line: thin commands; what a command needs is imported when it runs, so that ``ipofacts --help`` is quick."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="ipofacts",
    help="Reads Chinese financial news and returns the IPO facts that an article states, each with its evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # importing rich takes longer than all the rest of --help
)
rules_app = typer.Typer(name="rules", help="Check, test and list rule files.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app)


class Form(StrEnum):
    """How extractions are written."""

    json = "json"
    jsonl = "jsonl"
    table = "table"
    html = "html"
    csv = "csv"
    parquet = "parquet"


class Rows(StrEnum):
    """What a row of a table is."""

    offerings = "offerings"
    facts = "facts"


class ExplanationForm(StrEnum):
    """How an explanation is written."""

    text = "text"
    json = "json"


class ReportForm(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    junit = "junit"
    github = "github"


class EvaluationForm(StrEnum):
    """How an evaluation is written."""

    text = "text"
    summary = "summary"
    json = "json"
    junit = "junit"
    github = "github"
    markdown = "markdown"


_FILES = "Articles: .txt, .html, .json, .jsonl (an article a line), .csv, .parquet (a row), or - for standard input."
_MANY_FILES = f"{_FILES[:-1]}; folders and patterns such as 'news/**/*.jsonl', too."
_EXTRACT_ENDS = (
    "Exit codes: 0 every article was read; 2 something given can't be used, or an article could not be read (the others "
    "were); 130 stopped by Ctrl-C."
)
Rules = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--rules", help="Folder with rules of your own, laid over the shipped ones.", exists=True, file_okay=False),
]
RuleFolder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Argument(
        help="Folder with rules of your own, checked with the shipped ones below them.", exists=True, file_okay=False
    ),
]


@app.command(epilog=_EXTRACT_ENDS)
def extract(
    files: Annotated[list[str], typer.Argument(help=_MANY_FILES, metavar="FILE...")],
    published: Annotated[str, typer.Option(help="Publication date of articles that don't carry one: YYYY-MM-DD.")] = "",
    column: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(metavar="FIELD=NAME", help="Where text, title, published or id stands, if under another name; repeat."),
    ] = None,
    form: Annotated[
        Optional[Form],  # noqa: UP045
        typer.Option(
            "--format",
            help="How answers are written: by default as the ending of --output says, else jsonl. table and html are "
            "for people: html is one page, with the articles and their evidence marked.",
        ),
    ] = None,
    rows: Annotated[Rows, typer.Option(help="What the rows of csv and parquet are.")] = Rows.offerings,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="File to write to: .jsonl, .json, .csv, .parquet, .html.", dir_okay=False),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read articles.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped or killed.")] = False,
    errors: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="File for articles that can't be read: a JSON line each, with its file and line.", dir_okay=False),
    ] = None,
    rules: Rules = None,
) -> None:
    """Read the IPO facts of articles, in order; a problem stands in the place of an article that can't be read."""
    from ipofacts.cli.extracting import Job, run

    job = Job(
        files=files,
        published=published or None,
        columns=tuple(column or ()),
        form=form.value if form else None,
        table=rows.value,
        output=output,
        workers=workers,
        resume=resume,
        errors=errors,
        rules=rules,
    )
    raise typer.Exit(run(job))


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help=_FILES, metavar="FILE")],
    fact: Annotated[str, typer.Option(help="Only what concerns this fact, for example issue_price.")] = "",
    published: Annotated[str, typer.Option(help="Publication date: YYYY-MM-DD.")] = "",
    form: Annotated[
        ExplanationForm, typer.Option("--format", help="text: for people; json: one object an article.")
    ] = ExplanationForm.text,
    rules: Rules = None,
) -> None:
    """Tell why a fact was or was not read."""
    from ipofacts.cli.explaining import run

    raise typer.Exit(run(file, fact or None, published or None, form.value, rules))


@app.command("eval")
def evaluate(
    path: Annotated[Path, typer.Argument(help="Folder or file of golden samples.", metavar="DIR", exists=True)],
    fail_under: Annotated[float, typer.Option(min=0, max=1, help="Exit with 1 if F1 over all facts is lower.")] = 0.0,
    form: Annotated[
        EvaluationForm,
        typer.Option("--format", help="How the report is written; summary: the tables alone; markdown goes with --against."),
    ] = EvaluationForm.text,
    noise: Annotated[
        list[str] | None, typer.Option(help="Garble the samples first; may be repeated; all: a table of every noise.")
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            metavar="REV|DIR", help="Tell what these rules read otherwise: a git revision, a folder of rules, or shipped."
        ),
    ] = "",
    fail_on_loss: Annotated[
        bool, typer.Option("--fail-on-loss", help="Exit with 1 if a fact that was right with --against no longer is.")
    ] = False,
    known: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE", help="Failures that are known; exit with 1 if others show, or if one of them shows no more."
        ),
    ] = None,
    write_known: Annotated[
        bool, typer.Option("--write-known", help="Write the failures that show to the file of --known.")
    ] = False,
    rules: Rules = None,
) -> None:
    """Hold extractions against golden samples, or two rule sets against each other on them."""
    from ipofacts.cli.evaluating import Demands, run

    demands = Demands(fail_under, fail_on_loss, known, write_known)
    raise typer.Exit(run(path, form.value, noise or [], rules, against or None, demands))


CheckForm = Annotated[ReportForm, typer.Option("--format", help="How the report is written.")]


@rules_app.command("check")
def check(folder: RuleFolder = None, form: CheckForm = ReportForm.text) -> None:
    """Find what is wrong in rule files, each problem with file, line and column."""
    from ipofacts.cli.ruling import check

    raise typer.Exit(check(folder, form.value))


@rules_app.command("test")
def run_tests(folder: RuleFolder = None, form: CheckForm = ReportForm.text) -> None:
    """Run the examples that rules carry."""
    from ipofacts.cli.ruling import run_tests

    raise typer.Exit(run_tests(folder, form.value))


@rules_app.command("show")
def show(
    names: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(help="Ids of rules to show in full, or a folder with rules of your own.", metavar="[ID|DIR]..."),
    ] = None,
    fact: Annotated[str, typer.Option(help="Only the rules of this fact.")] = "",
    rules: Rules = None,
) -> None:
    """List the rules in force, or show some in full: where they stand, what they replaced, phrases, examples."""
    from ipofacts.cli.showing import show

    raise typer.Exit(show(names or [], fact or None, rules))


@app.command()
def serve(
    host: Annotated[Optional[str], typer.Option(help="Address to listen on.")] = None,  # noqa: UP045
    port: Annotated[Optional[int], typer.Option(help="Port to listen on; 0 takes a free one.")] = None,  # noqa: UP045
    engines: Annotated[Optional[int], typer.Option(help="Processes that read articles; one per core if not given.")] = None,  # noqa: UP045
    rules: Rules = None,
    print_settings: Annotated[
        bool, typer.Option("--print-settings", help="Print all settings with what they mean, keys left out, and end.")
    ] = False,
) -> None:
    """Serve articles over HTTP; environment variables named IPOFACTS_… set the rest."""
    from ipofacts.cli.serving import run

    raise typer.Exit(run(host, port, engines, rules, print_settings))


@app.command()
def key(name: Annotated[str, typer.Argument(help="Who will use the key; logs and limits name it so.")]) -> None:
    """Make an API key for the service, and the entry for its settings that lets it in."""
    from ipofacts.cli.serving import new_key

    raise typer.Exit(new_key(name))


@app.command()
def version() -> None:
    """Print the version of ipofacts and of its rules."""
    from ipofacts import __version__
    from ipofacts.rulefiles import shipped
    from ipofacts.rulefiles import version as rules_version

    typer.echo(f"ipofacts {__version__}, rules {rules_version(shipped())}")
