story   a new token may not ask more often than the one that makes it
client agency
  POST /tokens {"name": "Slow", "class": "company", "rateBurst": 50, "rateDay": 1000}
  expect 201 {"token": {"secret": "{slow:text}"}}
client nobody
  header Authorization: Bearer {slow}
  POST /tokens {"name": "Fast", "class": "company", "rateBurst": 51}
  expect 401 {"message": "Nobody can give a rateBurst of 51 (0: no limit) whose own is 50."}
  header Authorization: Bearer {slow}
  POST /tokens {"name": "Free", "class": "company", "rateDay": 0}
  expect 401 {"message": "Nobody can give a rateDay of 0 (0: no limit) whose own is 1000."}
  header Authorization: Bearer {slow}
  POST /tokens {"name": "Slower", "class": "company", "rateBurst": 5}
  expect 201 {"token": {"rateBurst": 5, "rateDay": 1000}}
  header Authorization: Bearer {slow}
  POST /tokens {"name": "As slow", "class": "company"}
  expect 201 {"token": {"rateBurst": 50, "rateDay": 1000}}
client agency
  POST /tokens {"name": "As the settings say", "class": "company"}
  expect 201 {"token": {"rateBurst": "{absent}", "rateDay": "{absent}"}}
