story   what is known already as it is is not told again

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}
  expect header ETag {tag:text}
  header If-None-Match: {tag}
  GET /contacts/{ann}
  expect 304
  expect body
  expect header ETag {tag}
  header If-None-Match: "other", W/{tag}
  GET /contacts/{ann}
  expect 304
  header If-None-Match: *
  GET /contacts/{ann}
  expect 304
  header If-None-Match: "other"
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann"}}
  expect header ETag {tag}
  header If-None-Match: {tag}
  HEAD /contacts/{ann}
  expect 304
  HEAD /contacts/{ann}
  expect 200
  expect header ETag {tag}
  PUT /contacts/{ann} {"firstName": "Anna"}
  header If-None-Match: {tag}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Anna"}}

# a refusal has none
  header If-None-Match: *
  GET /contacts/nobody
  expect 400 {"error": "Contact with id nobody not found"}
  expect header ETag {absent}

# the same in every process and after a restart
  GET /contacts/{ann}
  expect header ETag {tag:text}
restart
  header If-None-Match: {tag}
  GET /contacts/{ann}
  expect 304

# a reply that parameters made another one is not what a change would compare with
  POST /objects/ {"labels": {"singular": "Pet", "plural": "Pets"}, "key": "custom_objects.pets", "locationId": "{location}", "primaryDisplayPropertyDetails": {"key": "custom_objects.pets.name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /objects/custom_objects.pets?locationId={location}
  expect 200
  expect header ETag {pets:text}
  GET /objects/custom_objects.pets?locationId={location}&fetchProperties=true
  expect 200
  expect header ETag {absent}
  header If-Match: {pets}
  PUT /objects/custom_objects.pets {"locationId": "{location}", "labels": {"singular": "Pet", "plural": "Animals"}, "searchableProperties": ["custom_objects.pets.name"]}
  expect 200
  header If-Match: {pets}
  PUT /objects/custom_objects.pets {"locationId": "{location}", "labels": {"singular": "Pet", "plural": "Beasts"}, "searchableProperties": ["custom_objects.pets.name"]}
  expect 412 {"current": {"object": {"labels": {"plural": "Animals"}}}}
