story  accounts elsewhere are taken with a location, not kept, and the reply says so
client agency
  POST /locations/ {
    "companyId": "{company}", "name": "Shop",
    "twilio": {"sid": "AC_X", "authToken": "77_X"},
    "mailgun": {"apiKey": "key-X", "domain": "replies.yourdomain.com"}
  }
  expect 200 {"id": "{shop:id}", "twilio": "{absent}", "mailgun": "{absent}"}
  expect header Groundlevel-Not-Kept "twilio, mailgun"
  PUT /locations/{shop} {"companyId": "{company}", "name": "Shop", "mailgun": {"apiKey": "key-X", "domain": "replies.yourdomain.com"}}
  expect 200 {"name": "Shop"}
  expect header Groundlevel-Not-Kept mailgun
  PUT /locations/{shop} {"companyId": "{company}", "name": "Store"}
  expect 200 {"name": "Store"}
  expect header Groundlevel-Not-Kept {absent}
