-- SPDX-License-Identifier: Apache-2.0
-- What wrk sends: `wrk … -s bench/wrk.lua URL -- SCENARIO FILE SEED SIZE`, FILE being what bench-fill printed.

local function read_all(path)
	local file = assert(io.open(path))
	local text = file:read("*a")
	file:close()
	return text
end

local calendar, month = "", 0
local ids, location, token, count, serial, step, size = {}, "", "", 0, 0, 0, 0
local headers = {}

local function contact_body()
	serial = serial + 1
	return string.format(
		'{"locationId":"%s","firstName":"New","lastName":"Person","email":"new%d.%d@example.org",'
			.. '"phone":"+447%04d%05d","companyName":"Company","city":"Springfield","state":"IL",'
			.. '"source":"bench","tags":["member","bench"]}',
		location, step, serial, step % 10000, serial % 100000)
end

local function get(path)
	return wrk.format("GET", path, headers)
end
local function post(path, body)
	return wrk.format("POST", path, headers, body)
end

-- The surname of person n, as bench-fill makes it.
local function surname(n)
	local mixed = (n * 2654435761) % 4294967296
	local out = {}
	for i = 1, 4 do
		local syllable = mixed % 75
		mixed = math.floor(mixed / 75)
		local a, b = math.floor(syllable / 5) + 1, syllable % 5 + 1
		out[i] = ("bdfghjklmnprstv"):sub(a, a) .. ("aeiou"):sub(b, b)
	end
	return table.concat(out)
end

-- Free slots of some of the days that bench-fill filled with appointments.
local function slots(days)
	return function()
		local from = month + math.random(0, 31 - days) * 86400000
		return get(string.format("/calendars/%s/free-slots?startDate=%.0f&endDate=%.0f",
			calendar, from, from + days * 86400000 - 1))
	end
end

local scenarios = {
	fixed = function() return get("/large?size=" .. size) end,
	read = function() return get("/contacts/" .. ids[math.random(#ids)]) end,
	list = function() return get("/contacts/?limit=100&locationId=" .. location) end,
	search = function()
		return post("/contacts/search", string.format(
			'{"locationId":"%s","page":1,"pageLimit":20,"query":"%s"}',
			location, surname(50 * math.random(math.floor(count / 50) - 1))))
	end,
	filter = function()
		return post("/contacts/search", string.format(
			'{"locationId":"%s","page":1,"pageLimit":20,"filters":[{"field":"tags",'
				.. '"operator":"eq","value":"group-%d"}]}', location, 50 * math.random(0, 1)))
	end,
	create = function() return post("/contacts/", contact_body()) end,
	upsert = function()
		local n = 50 * math.random(math.floor(count / 50) - 1)
		return post("/contacts/upsert", string.format(
			'{"locationId":"%s","email":"person%d@example.com","city":"City %d"}',
			location, n, math.random(1000)))
	end,
	["slots-day"] = slots(1),
	["slots-week"] = slots(7),
	["slots-month"] = slots(31),
	mix = function()
		if math.random(10) == 1 then return post("/contacts/", contact_body()) end
		return get("/contacts/" .. ids[math.random(#ids)])
	end,
}

local scenario

function init(args)
	local text = read_all(args[2])
	step = tonumber(args[3])
	size = args[4] or "0"
	math.randomseed(step)
	location = text:match('"locationId":"(%w+)"')
	token = text:match('"token":"([%w-]+)"')
	count = tonumber(text:match('"contacts":(%d+)'))
	calendar = text:match('"calendarId":"(%w*)"')
	month = tonumber(text:match('"monthMs":(%d+)'))
	for id in text:match('"ids":%[(.-)%]'):gmatch('"(%w+)"') do ids[#ids + 1] = id end
	headers = {
		["Authorization"] = "Bearer " .. token,
		["Version"] = "2021-07-28",
		["Content-Type"] = "application/json",
	}
	scenario = scenarios[args[1]]
end

function request()
	return scenario()
end

function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
		latency:percentile(50), latency:percentile(99), errors.status,
		errors.connect + errors.read + errors.write + errors.timeout))
end
