# SPDX-License-Identifier: Apache-2.0
"""The operations of a server, read from its own OpenAPI document, and bodies made for them."""


class Operation:
    def __init__(self, document, method, path, row):
        self.document, self.method, self.path, self.row = document, method.upper(), path, row
        self.parameters = [self.resolve(p) for p in row.get("parameters", [])]
        content = self.resolve(row.get("requestBody", {})).get("content", {})
        self.files = "multipart/form-data" in content  # sent as JSON it is refused as such
        self.body = self.resolve(content.get("application/json", {}).get("schema"))
        self.public = not row["security"]
        about = row["x-groundlevel"]
        self.scopes, self.token_class = about["scopes"], about["token"]
        self.ours, self.reads = about["ours"], about["reads"]

    def __str__(self):
        return f"{self.method} {self.path}"

    def resolve(self, thing):
        """Follows $ref, and lays allOf together."""
        if not isinstance(thing, dict):
            return thing
        while "$ref" in thing:
            found = self.document
            for step in thing["$ref"].lstrip("#/").split("/"):
                found = found[step]
            thing = found
        if "allOf" in thing:
            whole = {k: v for k, v in thing.items() if k != "allOf"}
            for part in map(self.resolve, thing["allOf"]):
                properties = {**whole.get("properties", {}), **part.get("properties", {})}
                required = whole.get("required", []) + part.get("required", [])
                whole = {**part, **whole, "properties": properties, "required": required}
            return whole
        return thing

    def queries(self):
        return [p for p in self.parameters if p["in"] == "query"]

    def properties(self):
        return {k: self.resolve(v) for k, v in (self.body or {}).get("properties", {}).items()}

    def sample(self, schema, name, known, depth=0, refs=None):
        """A value that fits; `known` gives values by name, `refs` ids by what they name."""
        schema = self.resolve(schema) or {}
        if refs and schema.get("x-ref") in refs:
            return refs[schema["x-ref"]]
        kind = schema.get("type")
        if name in known and kind not in ("object", "array", "boolean", "integer", "number"):
            return known[name]
        if schema.get("enum"):
            return schema["enum"][0]
        if kind == "object":
            wanted = schema.get("required", []) if depth else schema.get("properties", {})
            return {k: self.sample(v, k, known, depth + 1, refs)
                    for k, v in schema.get("properties", {}).items() if k in wanted}
        if kind == "array":
            item = self.sample(schema.get("items"), singular(name), known, depth + 1,
                               refs)
            return [] if item == {} else [item]
        if kind in ("integer", "number"):
            return max(1, int(schema.get("minimum", 1)))
        if kind == "boolean":
            return False
        return text_for(schema.get("x-kind"), schema.get("maxLength", 50))

    def sample_body(self, known, whole=True, refs=None):
        """A body that fits, with every property or only those that must be there."""
        if not self.body:
            return None
        required = self.body.get("required", [])
        return {k: self.sample(v, k, known, 1, refs) for k, v in self.properties().items()
                if whole or k in required}


def singular(name):
    return {"contacts": "contactId", "followers": "userId", "ids": "contactId",
            "locationIds": "locationId"}.get(name, name)


def text_for(kind, most):
    """A text of that kind of the catalogue (platform/catalogue/kinds.h)."""
    made = {"email": "someone@example.com", "date": "2026-01-02", "birthday": "1990-01-02",
            "instant": "2026-01-02T03:04:05Z", "url": "https://example.com", "zone": "UTC",
            "phone": "+12025550123", "country": "US"}
    return made.get(kind, "something"[:int(most)])


def wrong_values(schema):
    """Values that are not of this schema's type."""
    kind = schema.get("type")
    if kind == "string":
        return [17, True, ["a"], {"a": 1}]
    if kind in ("integer", "number"):
        return ["many", True, [1], {"a": 1}]
    if kind == "boolean":
        return ["yes", 2, [True], {"a": 1}]
    if kind == "array":
        return ["a", 17, True, {"a": 1}]
    if kind == "object":
        return ["a", 17, True, ["a"]]
    return []


def operations_read(document):
    return [Operation(document, method, path, row)
            for path, methods in document["paths"].items()
            for method, row in methods.items()
            if method in ("get", "post", "put", "patch", "delete")]
