# SPDX-FileCopyrightText: The Signalbox authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is between Schemathesis and the services: the edge, which answers some paths itself, without a body."""
import schemathesis

# What may mean one thing to the edge and another to a service, when it is encoded in a path: the edge refuses it.
REFUSED_BY_THE_EDGE = str.maketrans({character: "_" for character in "/\\\0;%?#"})


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, value in case.path_parameters.items():
        if isinstance(value, str):
            case.path_parameters[name] = value.translate(REFUSED_BY_THE_EDGE)
