"""Files of messages: texts under keys, for programs that read no gettext."""
