story  a page without its locationId is refused, even with the location's own token
client
  GET /contacts/?limit=20
  expect 403 {"statusCode": 403, "message": "The token does not have access to this location."}
  GET /contacts?locationId={location}
  expect 200 {"contacts": [], "meta": {"total": 0, "startAfterId": null, "startAfter": null}}
