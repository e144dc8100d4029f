"""Run the program with `python -m aiinfra_cli`."""

from aiinfra_cli.main import run

if __name__ == "__main__":
    run()
