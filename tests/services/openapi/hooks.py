# SPDX-FileCopyrightText: The Signalbox authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Schemathesis cannot know: quotation marks in header fields, and the edge, which answers some paths itself."""
import schemathesis
from hypothesis import strategies as st

# Schemathesis puts no quotation mark into a header field by itself, so there would be no valid key and no valid tag.
QUOTED = {
    "Idempotency-Key": ("quoted-key", st.from_regex(r'"[ !#-\[\]-~]{1,60}"', fullmatch=True)),
    "If-Match": ("entity-tag", st.from_regex(r'"[!#-~]{0,20}"', fullmatch=True) | st.sampled_from(['"1"', "*"])),
}
for name, strategy in QUOTED.values():
    schemathesis.openapi.format(name, strategy)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for item in raw_schema["paths"].values():
        for operation in item.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] in QUOTED:
                    parameter["schema"]["format"] = QUOTED[parameter["name"]][0]


# What may mean one thing to the edge and another to a service, when it is encoded in a path: the edge refuses it,
# without a body.
REFUSED_BY_THE_EDGE = str.maketrans({character: "_" for character in "/\\\0;%?#"})


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in case.path_parameters.items():
        if isinstance(value, str):
            case.path_parameters[name] = value.translate(REFUSED_BY_THE_EDGE)
