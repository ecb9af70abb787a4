story   picklists, files and text boxes of contacts show their details
client
  POST /locations/{location}/customFields {"name": "Colour", "dataType": "SINGLE_OPTIONS", "options": ["red", "green"]}
  expect 201 {"customField": {"id": "{colour:id}", "picklistOptions": ["red", "green"], "picklistImageOptions": []}}
  POST /locations/{location}/customFields {"name": "Paper", "dataType": "FILE_UPLOAD",
    "acceptedFormat": [".pdf", ".docx"], "isMultipleFile": true, "maxNumberOfFiles": 2}
  expect 201 {"customField": {"acceptedFormat": [".pdf", ".docx"], "isMultiFileAllowed": true, "maxFileLimit": 2}}
  POST /locations/{location}/customFields {"name": "Lines", "dataType": "TEXTBOX_LIST",
    "textBoxListOptions": [{"label": "First", "prefillValue": ""}]}
  expect 201 {"customField": {"textBoxListOptions": [{"id": "{uuid}", "label": "First", "prefillValue": ""}]}}
  PUT /locations/{location}/customFields/{colour} {"name": "Colour", "options": ["red", "blue"]}
  expect 200 {"customField": {"picklistOptions": ["red", "blue"]}}
  POST /locations/{location}/customFields {"name": "X", "dataType": "TEXT", "options": ["a"]}
  expect 400 {"message": "A field of this type has no options"}
  POST /locations/{location}/customFields {"name": "X", "dataType": "WORD"}
  expect 422
