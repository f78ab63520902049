"""Exports: a training module as files that learning platforms import: SCORM 1.2, GIFT questions, a cartridge of links."""
