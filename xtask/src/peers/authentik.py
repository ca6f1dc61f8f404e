"""Calls every operation of a mock of authentik with authentik's published Python client, whose models are strict.

Usage: authentik.py ADDRESS CALLS. Prints a line a failure, then the figures as JSON; exits with 1 where an answer is not
what the client's models want.
"""

import inspect
import json
import sys
import tempfile
import typing

import authentik_client as ak

address, calls = sys.argv[1].rstrip("/"), json.load(open(sys.argv[2]))
client = ak.ApiClient(ak.Configuration(host=address, access_token="anything"))
apis = [kind(client) for name, kind in vars(ak).items() if name.endswith("Api") and inspect.isclass(kind)]
EXPLAINED = [
    # The client tries all variants of a union without a look at the discriminator, and refuses what fits several of them.
    "Multiple matches found when deserializing",
    # The document describes a body for the status 204, which has none.
    "1 validation error for FlowImportResult",
]
folder = tempfile.TemporaryDirectory()
operations, explained, missing, failures = 0, 0, [], []


def method_of(operation):
    return next((getattr(api, operation) for api in apis if hasattr(api, operation)), None)


def model_of(annotation):
    """The model class within an annotation, if it is one of a body."""
    if inspect.isclass(annotation) and hasattr(annotation, "from_dict"):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := model_of(part))), None)


def file_of(content):
    """The client takes the path of a file."""
    with tempfile.NamedTemporaryFile(dir=folder.name, delete=False) as written:
        written.write(content.encode())
    return written.name


def arguments_of(method, call):
    parameters = inspect.signature(method).parameters
    values = dict(call["parameters"])
    arguments = {}
    for name, parameter in parameters.items():
        wire = next((wire for wire in values if name in (wire, wire.replace("-", "_"), f"var_{wire}")), None)
        model = model_of(parameter.annotation)
        if wire is not None:
            arguments[name] = values.pop(wire)
        elif model is not None and call["body"] is not None:
            arguments[name] = model.from_dict(call["body"])
        elif call["body"] is not None and isinstance(call["body"], dict) and name in call["body"]:
            value = call["body"][name]  # a field of a form
            arguments[name] = file_of(value) if "bytes" in str(parameter.annotation).lower() else value
    return arguments


for call in calls:
    method = method_of(call["operation"])
    if method is None:
        missing.append(call["operation"])
        continue
    try:
        method(**arguments_of(method, call))
        operations += 1
    except Exception as error:
        if any(text in str(error) for text in EXPLAINED):
            operations += 1
            explained += 1
            continue
        failures.append(call["operation"])
        print(f"{call['operation']}: {type(error).__name__}: {str(error)[:600]}")

print(json.dumps({"operations": operations, "explained": explained, "missing": missing, "failures": len(failures)}))
sys.exit(1 if failures else 0)
