"""Read every page and data file once per build; the other hooks share the result."""

from pathlib import Path

from handbook.library import read_library


def on_config(config):
    if "handbook" not in config.extra:  # static-i18n comes here once per language, with the same config
        config.extra["handbook"] = read_library(Path(config.config_file_path).parent)
