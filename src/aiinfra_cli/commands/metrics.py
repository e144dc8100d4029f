"""`aiinfra metrics`: read the result of a serving benchmark, judge it, compare two."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import metrics_document, metrics_screen
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.commands.metrics_runs import pick, read
from aiinfra_cli.metrics.targets import SETS, parse


def complete_set(incomplete: str) -> list[str]:
    """Offer the sets of targets that have a name."""
    return [name for name in SETS if name.startswith(incomplete)]


def command(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Result files, two to compare them; - is standard input.",
            show_default=False,
        ),
    ],
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            "-t",
            metavar="TARGET",
            autocompletion=complete_set,
            help="A set (plan, mlperf-llama2-70b …) or a limit like ttft=500ms,p90;"
            " may be repeated. Without one: plan.",
        ),
    ] = None,
    run: Annotated[
        list[int] | None,
        typer.Option(
            "--run",
            metavar="N",
            help="The Nth run of a file that holds several; twice to compare two.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a serving benchmark measured, against targets; compare two runs.

    Reads results of vllm bench serve, AIPerf and genai-perf, SGLang
    bench_serving, inference-perf, GuideLLM, llmperf, and JSON Lines or CSV with
    a line for each request.
    """
    app = app_of(ctx)
    targets = parse(target or ())
    picked = pick(read(files), run or ())
    # A table says what runs there are; one or two that were singled out, all of them.
    is_table = len(picked) > 2 or (len(picked) > len(files) and not run)
    pair = (picked[0], picked[1]) if len(picked) == 2 and not is_table else None
    if as_json:
        data = metrics_document.document(picked, targets, pair)
        app.out.json("aiinfra.metrics/1", app.generated_at(), data)
    elif pair:
        app.out.lines(metrics_screen.comparison(app.out, *pair, targets))
    elif is_table:
        app.out.lines(metrics_screen.table(app.out, picked, targets))
    else:
        app.out.lines(metrics_screen.page(app.out, picked[0], targets))
