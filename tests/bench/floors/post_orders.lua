-- wrk: POST of an order with a new idempotency key each time. The token comes as the first argument behind "--".
local count = 0
local token

function init(args)
    token = args[1]
    math.randomseed(os.time())
end

function request()
    count = count + 1
    local key = string.format('"%08x-%08x"', math.random(0, 0x7fffffff), count)
    local headers = {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json", ["Idempotency-Key"] = key}
    return wrk.format("POST", "/api/v1/orders", headers, '{"amount": 5000}')
end

function done(summary)
    local errors = summary.errors
    print("failed " .. (errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
