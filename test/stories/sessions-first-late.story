story   the link that init prints is good for a day
clock +25 hours
client browser
  POST /auth/first {"code": "{firstcode}", "name": "Ann", "password": "fourteen letters"}
  expect 400
