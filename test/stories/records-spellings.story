story  a record is read with both spellings of what it has
client
  GET /objects/?locationId={location}
  expect 200 {"cache": true}
  POST /objects/ {"labels": {"singular": "Pet", "plural": "Pets"}, "key": "pet", "locationId": "{location}",
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "owner": ["{owner}"], "followers": ["{owner}"],
    "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  GET /objects/custom_objects.pet/records/{rex}?locationId={location}
  expect 200 {"record": {"owner": ["{owner}"], "owners": ["{owner}"], "followers": ["{owner}"], "follower": ["{owner}"],
    "relations": [], "objectKey": "custom_objects.pet", "locationId": "{location}", "createdBy": {"source": "INTEGRATION"},
    "lastUpdatedBy": {"source": "INTEGRATION"}, "createdAt": "{made:instant}", "updatedAt": "{instant}",
    "dateAdded": "{made}", "dateUpdated": "{instant}"}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "pageLimit": 5}
  expect 201 {"records": [{"owner": ["{owner}"], "owners": ["{owner}"], "searchAfter": ["{whole}", "{rex}"],
    "sort": ["{whole}", "{rex}"]}]}
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  GET /objects/business/records/{acme}?locationId={location}
  expect 200 {"record": {"owners": [], "objectKey": "business", "createdAt": "{instant}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "assignedTo": "{owner}"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /objects/contact/records/{ann}?locationId={location}
  expect 200 {"record": {"owner": ["{owner}"], "owners": ["{owner}"], "objectKey": "contact", "follower": []}}
