story  null where a search needs a number is refused
client
  POST /locations/{location}/tasks/search {"skip": null}
  expect 422 {"message": ["skip must be a whole number"]}
  POST /locations/{location}/tasks/search {"limit": null}
  expect 422 {"message": ["limit must be a whole number"]}
  POST /locations/{location}/tasks/search {"query": null, "completed": null}
  expect 200
client agency
  POST /users/search/filter-by-email {"companyId": "{company}", "emails": "a@example.com", "skip": null}
  expect 422
