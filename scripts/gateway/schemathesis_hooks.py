"""What schemathesis is told of the gateway beside its document."""
import secrets

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request comes from an address of its own: whoever tries wrong tokens from one has to wait. Browsers sign in
    from the gateway's own page."""
    number = secrets.randbelow(1 << 24)
    case.headers = case.headers or {}
    case.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    if case.operation.path == "/api/v1/sessions":
        case.headers["Sec-Fetch-Site"] = "same-origin"


@schemathesis.serializer("application/offset+octet-stream")
def bytes_of_upload(context, value):
    return {"data": value if isinstance(value, (bytes, str)) else b""}
