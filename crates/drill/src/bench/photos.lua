-- Put behind load.lua: sends photos, and with each photo that was kept the next of the requests, with its id in the place of
-- PHOTO. Without requests it sends photos alone.
local photo, tables, count, kept, forms, prepare = nil, nil, 0, {}, {}, init

function init(args)
  prepare(args)
  local file = assert(io.open(os.getenv("DRILL_PHOTO"), "rb"))
  photo = file:read("*a")
  file:close()
  -- The first table of quantisation: its first values stand behind marker, length and name.
  tables = assert(photo:find("\255\219", 1, true)) + 5
  count = tonumber(os.getenv("DRILL_PHOTO_FIRST"))
  for name, value in pairs(headers) do forms[name] = value end
  forms["Content-Type"] = "multipart/form-data; boundary=drill"
end

-- The picture of a number: five values of the table, each up to 15 more, make it lighter or its edges harder.
local function picture(number)
  local values = {}
  for at = 0, 4 do
    values[at + 1] = string.char(math.min(photo:byte(tables + at) + number % 16, 255))
    number = math.floor(number / 16)
  end
  return photo:sub(1, tables - 1) .. table.concat(values) .. photo:sub(tables + 5)
end

function request()
  local id = table.remove(kept)
  if id then
    position = position % #bodies + 1
    local one = bodies[position]
    return wrk.format(one[1], one[2], headers, (one[3]:gsub("PHOTO", id)))
  end
  count = count + 1
  local head = '--drill\r\nContent-Disposition: form-data; name="photo"; filename="photo.jpg"\r\n'
  local form = head .. "Content-Type: image/jpeg\r\n\r\n" .. picture(count) .. "\r\n--drill--\r\n"
  return wrk.format("POST", "/api/v1/photos", forms, form)
end

function response(status, _, body)
  local id = #bodies > 0 and status == 201 and body:match('^{"id":"([%x-]+)","width"')
  if id then kept[#kept + 1] = id end
end
