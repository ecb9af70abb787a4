story   a webhook that is not well described is refused, with a sentence for each mistake
client
  POST /webhooks {"name": "none"}
  expect 422 {"message": ["url should not be empty"]}
  POST /webhooks {"url": "ftp://example.com/x"}
  expect 422 {"message": ["url must be an address like https://example.com/hooks, without a user and a fragment"]}
  POST /webhooks {"url": "https://user:pass@example.com/x"}
  expect 422
  POST /webhooks {"url": "https://example.com/x#y"}
  expect 422
  POST /webhooks {"url": "https://"}
  expect 422
  POST /webhooks {"url": "https://example.com/a b"}
  expect 422
  POST /webhooks {"url": "https://example.com\\@evil.example/x"}
  expect 422
  POST /webhooks {"url": "https://example.com/x", "types": ["ContactCreated", "InvoicePaid"],
    "headers": {"Host": "a", "X Y": "b", "X-Good": "c\nd"}, "parallel": 17}
  expect 422
  POST /webhooks {"url": "https://example.com/x", "types": ["ContactCreated"]}
  expect 422 {"message": ["types: nothing of the type ContactCreated happens here; did you mean ContactCreate?"]}
  POST /webhooks {"url": "https://example.com/x", "headers": {"X-GHL-Signature": "a"}}
  expect 422 {"message": ["headers.X-GHL-Signature is set by us"]}
  POST /webhooks {"url": "https://example.com/x", "headers": {"X-Good": "c\nd"}}
  expect 422 {"message": ["headers.X-Good must be the name of a header and its value, on one line"]}
  POST /webhooks {"url": "https://example.com/x", "appId": "0123456789abcdef01234567"}
  expect 422 {"message": ["property appId should not exist"]}
  POST /webhooks {"url": "https://example.com/x"}
  expect 201 {"webhook": {"id": "{w:id}"}}
  PUT /webhooks/{w} {"url": null}
  expect 422 {"message": ["url should not be empty"]}
  PUT /webhooks/{w} {"url": "nonsense"}
  expect 422
  GET /webhooks/{w}
  expect 200 {"webhook": {"url": "https://example.com/x"}}
  GET /webhooks/deliveries?before=x
  expect 422 {"message": "before must be the id of a delivery"}
  GET /webhooks/deliveries/17
  expect 404 {"message": "Delivery not found"}
  POST /webhooks/deliveries/x/again
  expect 404
  POST /webhooks/again {"webhookId": "nosuch"}
  expect 404 {"message": "Webhook not found"}
# Another location's is nobody's business.
client other
  GET /webhooks/{w}
  expect 404 {"message": "Webhook not found"}
  PUT /webhooks/{w} {"name": "mine"}
  expect 404
  DELETE /webhooks/{w}
  expect 404
  POST /webhooks/{w}/test {}
  expect 404
  POST /webhooks/again {"webhookId": "{w}"}
  expect 404
  GET /webhooks
  expect 200 {"webhooks": []}
client scoped webhooks.readonly
  GET /webhooks
  expect 200 {"webhooks": [{"id": "{w}"}]}
  POST /webhooks {"url": "https://example.com/x"}
  expect 401
client scoped contacts.write
  GET /webhooks
  expect 401
client
  # told of nothing: leave `types` out (or null) for all
  POST /webhooks {"url": "https://example.com/hook", "types": []}
  expect 422 {"message": ["types must contain at least 1 elements"]}
  GET /events/types
  expect 200 {"types": [{"type": "{text}", "thing": "{text}", "change": "{text}"}, "{more}"]}
  expect holds {"type":"ContactCreate","thing":"contact","change":"created"}
