story   guessing a password is slow, and says the same of who is not here
client browser
  header X-Forwarded-For: 198.51.100.7
  POST /auth/session {"email": "nobody@example.com", "password": "not this one"}
  expect 401 {"message": "The e-mail or the password is wrong."}
  # from other addresses each time: it is the account that waits, longer and longer
  header X-Forwarded-For: 203.0.113.1
  repeat 5 POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401 {"message": "The e-mail or the password is wrong."}
  clock +2 seconds
  header X-Forwarded-For: 203.0.113.2
  POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  clock +3 seconds
  header X-Forwarded-For: 203.0.113.3
  POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  clock +5 seconds
  header X-Forwarded-For: 203.0.113.4
  POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  clock +9 seconds
  header X-Forwarded-For: 203.0.113.5
  POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  clock +17 seconds
  header X-Forwarded-For: 203.0.113.6
  POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  clock +33 seconds
  header X-Forwarded-For: 203.0.113.6
  POST /auth/session {"email": "OWNER@example.com", "password": "not this one"}
  expect 401
  # the right one waits as well, also for another process
  restart
  header X-Forwarded-For: 203.0.113.7
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 429
  expect header Retry-After
  clock +65 seconds
  header X-Forwarded-For: 203.0.113.7
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  # and then its guesses are forgotten
  header X-Forwarded-For: 203.0.113.8
  repeat 4 POST /auth/session {"email": "owner@example.com", "password": "not this one"}
  expect 401
  # an address waits whatever it guesses; of version 6 a whole household
  header X-Forwarded-For: 2001:db8:1:2:3::1
  repeat 5 POST /auth/session {"email": "one@example.com", "password": "not this one"}
  expect 401
  clock +2 seconds
  header X-Forwarded-For: 2001:db8:1:2:4::1
  POST /auth/session {"email": "two@example.com", "password": "not this one"}
  expect 401
  clock +3 seconds
  header X-Forwarded-For: 2001:db8:1:2:5::1
  POST /auth/session {"email": "three@example.com", "password": "not this one"}
  expect 401
  clock +5 seconds
  header X-Forwarded-For: 2001:db8:1:2:6::1
  POST /auth/session {"email": "four@example.com", "password": "not this one"}
  expect 401
  clock +9 seconds
  header X-Forwarded-For: 2001:db8:1:2:7::1
  POST /auth/session {"email": "five@example.com", "password": "not this one"}
  expect 401
  clock +17 seconds
  header X-Forwarded-For: 2001:db8:1:2:8::1
  POST /auth/session {"email": "six@example.com", "password": "not this one"}
  expect 401
  header X-Forwarded-For: 2001:db8:1:2:9::1
  POST /auth/session {"email": "seven@example.com", "password": "not this one"}
  expect 429
  header X-Forwarded-For: 2001:db8:1:3:9::1
  POST /auth/session {"email": "seven@example.com", "password": "not this one"}
  expect 401
