story  what goes with a field, a company or a contact is told of everything that it changes
client
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann",
    "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201 {"contact": {"id": "{ann:id}", "dateUpdated": "{before:instant}"}}
  GET /events
  expect 200 {"next": "{a:text}"}
clock +1 minutes
client
  DELETE /locations/{location}/customFields/{level}
  GET /events?since={a}
  expect 200 {"events": [{"type": "ContactUpdate", "payload": {"id": "{ann}", "customFields": []}}],
    "next": "{b:text}"}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "dateUpdated", "operator": "range", "value": {"gt": "{before}"}}]}
  expect 200 {"total": 1, "contacts": [{"id": "{ann}"}]}
  # A company that goes leaves its people, and says so of each.
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}"], "businessId": "{acme}"}
  GET /events?since={b}
  expect 200 {"next": "{c:text}"}
  DELETE /businesses/{acme}
  GET /events?since={c}
  expect 200 {"events": [{"type": "RecordDelete"},
    {"type": "ContactUpdate", "payload": {"id": "{ann}"}}], "next": "{d:text}"}
  # A contact that goes takes its appointments and its conversation along.
  POST /calendars/ {"locationId": "{location}", "name": "Both",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  POST /calendars/events/appointments {"calendarId": "{calendar}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"id": "{meeting:id}"}
  GET /events?since={d}
  expect 200 {"next": "{e:text}"}
  DELETE /contacts/{ann}
  GET /events?since={e}
  expect 200 {"events": [{"type": "ContactDelete"},
    {"type": "AppointmentDelete", "payload": {"appointment": {"id": "{meeting}",
      "startTime": "2030-01-07T14:00:00.000Z"}}},
    {"type": "ConversationUnreadUpdate", "payload": {"contactId": "{ann}", "deleted": true}}]}
