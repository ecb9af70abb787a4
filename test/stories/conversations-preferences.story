story   a person leaves a kind of mail, or all that is written to him, and comes back for a reason
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee", "email": "Ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /conversations/preferences/custom-subtypes?locationId={location}
  expect 200 {"customSubtypes": []}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "News", "description": "Each week", "channel": "email", "language": "en"}
  expect 201 {"customSubtype": {"id": "{news:id}", "locationId": "{location}", "name": "News", "description": "Each week", "channel": "email", "language": "en", "archived": false}}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "news ", "channel": "email", "language": "pt-BR"}
  expect 400 {"message": "There is a subtype with this name already."}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "News", "channel": "sms", "language": "pt-BR"}
  expect 201 {"customSubtype": {"id": "{sms:id}", "description": "{absent}"}}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "X", "channel": "email", "language": "e1"}
  expect 422 {"message": ["language must be a language code"]}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"channel": "fax", "language": "en"}
  expect 422
  PUT /conversations/preferences/custom-subtypes/{news}?locationId={location} {"name": "Newsletter", "archived": true, "resubscription_legal_form_id": "form_1"}
  expect 200 {"customSubtype": {"id": "{news}", "name": "Newsletter", "description": "Each week", "archived": true, "resubscription_legal_form_id": "form_1"}}
  PUT /conversations/preferences/custom-subtypes/nosuch?locationId={location} {"name": "x"}
  expect 400 {"message": "Subtype with id nosuch not found"}
  PUT /conversations/preferences/custom-subtypes/{news}?locationId={location} {"name": null}
  expect 422
  GET /conversations/preferences/custom-subtypes?locationId={location}
  expect 200 {"customSubtypes": [{"id": "{news}", "name": "Newsletter"}, {"id": "{sms}"}]}
  GET /conversations/preferences/unsubscriptions/status?locationId={location}&contactId={ann}
  expect 200 {"subscriptions": []}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "custom", "subtype_id": "{news}", "subtype_status": "unsubscribed"}}
  expect 201 {"success": true}
  GET /conversations/preferences/unsubscriptions/status?locationId={location}&contactId={ann}
  expect 200 {"subscriptions": [{"email": "ann@example.com", "subtypeId": "{news}", "subtypeName": "Newsletter", "status": "unsubscribed", "date": "{instant}"}]}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "News", "customSubtypeId": "{news}"}
  expect 400 {"message": "Cannot send email as Ann Lee has unsubscribed"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "For you", "customSubtypeId": "{sms}"}
  expect 201
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Later", "scheduledTimestamp": 4070908800}
  expect 201 {"emailMessageId": "{later:id}"}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "unsubscribed"}}
  expect 201
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "For you"}
  expect 400 {"message": "Cannot send email as Ann Lee has unsubscribed"}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "subscribed"}}
  expect 422 {"message": ["legal_reason should not be empty"]}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "legal_reason": "Asked by telephone", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "subscribed"}}
  expect 201
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "For you"}
  expect 201
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "resub_all", "subtype_status": "subscribed"}, "legal_reason": "Asked"}
  expect 201
  GET /conversations/preferences/unsubscriptions/status?locationId={location}&contactId={ann}&email=ANN@example.com
  expect 200 {"subscriptions": [{"subtypeId": "{absent}", "subtypeName": "One on One", "status": "subscribed"}, {"subtypeId": "{news}", "status": "subscribed"}]}
  GET /conversations/preferences/unsubscriptions/status?locationId={location}&contactId={ann}&email=other@example.com
  expect 200 {"subscriptions": []}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "other@example.com", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "unsubscribed"}}
  expect 400 {"message": "email must be an address of the contact"}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "custom", "subtype_status": "unsubscribed"}}
  expect 422 {"message": ["subscription_action.subtype_id should not be empty"]}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "custom", "subtype_id": "nosuch", "subtype_status": "unsubscribed"}}
  expect 400 {"message": "Subtype with id nosuch not found"}
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "default", "subtype_status": "unsubscribed"}}
  expect 422
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "nosuchcontact1234567", "email": "ann@example.com", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "unsubscribed"}}
  expect 400 {"message": "Contact not found"}
client other
  GET /conversations/preferences/custom-subtypes?locationId={location}
  expect 403
  PUT /conversations/preferences/custom-subtypes/{news}?locationId={otherlocation} {"name": "Mine"}
  expect 400
client scoped conversations.readonly
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "Y", "channel": "email", "language": "en"}
  expect 401
  POST /conversations/preferences/unsubscriptions/user-change {"locationId": "{location}", "contactId": "{ann}", "email": "ann@example.com", "subscription_action": {"type": "default", "subtype_name": "One on One", "subtype_status": "unsubscribed"}}
  expect 401
