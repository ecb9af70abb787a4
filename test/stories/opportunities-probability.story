story   a stage's probability is its own where all stages say one, and computed otherwise
client
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Own", "useOpportunityProbability": true,
    "stages": [{"name": "A", "stageWinProbability": 5}, {"name": "B", "stageWinProbability": 90}]}
  expect 201 {"pipeline": {"id": "{own:id}", "useOpportunityProbability": true,
    "stages": [{"id": "{a:uuid}", "stageWinProbability": 5}, {"id": "{b:uuid}", "stageWinProbability": 90}]}}
  # what was said of a stage stays with it
  PUT /opportunities/pipelines/{own} {"name": "Own", "stages": [{"id": "{b}", "name": "B"}, {"id": "{a}", "name": "A"}]}
  expect 200 {"pipeline": {"stages": [{"stageWinProbability": 90}, {"stageWinProbability": 5}]}}
  # one that says none makes all of them computed
  PUT /opportunities/pipelines/{own} {"name": "Own", "stages": [{"id": "{b}", "name": "B"}, {"id": "{a}", "name": "A"}, {"name": "C"}]}
  expect 200 {"pipeline": {"stages": [{"stageWinProbability": 25}, {"stageWinProbability": 50}, {"stageWinProbability": 75}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Six", "stages": [
    {"name": "1"}, {"name": "2"}, {"name": "3"}, {"name": "4"}, {"name": "5"}, {"name": "6"}]}
  expect 201 {"pipeline": {"stages": [{"stageWinProbability": 14.29}, {"stageWinProbability": 28.57},
    {"stageWinProbability": 42.86}, {"stageWinProbability": 57.14}, {"stageWinProbability": 71.43}, {"stageWinProbability": 85.71}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Wrong", "useOpportunityProbability": true,
    "stages": [{"name": "A", "stageWinProbability": 101}]}
  expect 422
