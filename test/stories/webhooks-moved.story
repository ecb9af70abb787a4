story   a redirect is not followed, and the log says where the receiver has moved
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 302, "times": 1,
    "headers": {"Location": "http://169.254.169.254/latest"}}]}
client
  POST /webhooks {"url": "{peer}/receive/a", "types": ["ContactCreate"]}
  expect 201 {"webhook": {"id": "{w:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"id": "{d:text}", "state": "retry", "status": 302,
    "error": "It answered 302: it has moved to http://169.254.169.254/latest, where it is not followed; change the webhook's address."}]}
  PUT /webhooks/{w} {"url": "{peer}/receive/b"}
  expect 200
  POST /webhooks/deliveries/{d}/again
  expect 201 {"delivery": {"id": "{d}", "state": "ready"}}
client peer
  GET /control?type=hook
  soon 200 {"things": [{"at": "b", "deliveryid": "{d}"}]}
