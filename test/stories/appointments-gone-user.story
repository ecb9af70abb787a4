story   neither an appointment nor its contact is given to a team member who is gone
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Una", "lastName": "Gone", "email": "una@example.com",
    "password": "Passw0rd!", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{una:id}"}
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "round_robin",
    "shouldAssignContactToTeamMember": true, "teamMembers": [{"userId": "{una}"}, {"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{talk:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
client agency
  DELETE /users/{una}
  expect 200
client
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}",
    "startTime": "2030-06-17T10:00:00-04:00", "ignoreFreeSlotValidation": true, "ignoreDateRange": true}
  expect 201 {"assignedUserId": "{owner}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{owner}"}}
