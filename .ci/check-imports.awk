# Reads file names; the allow list names the rules. Only what a compiler would see counts: comments
# and the text of strings are taken out of a line first.

BEGIN {
  readRules()
  while ((getline file) > 0) checkFile(file)
  exit failed
}

function readRules(   line, room, section, words, count, i, got) {
  while ((got = (getline line < allow)) > 0) {
    if (line ~ /^[ \t]*(#|$)/) continue
    if (line ~ /^\[/) { section = line; continue }
    room = line
    sub(/:.*/, "", room)
    sub(/^[^:]*:[ \t]*/, "", line)
    if (section == "[imports]") {
      known[room] = 1
      may[room] = may[room] (may[room] == "" || line == "" ? "" : " ") line
    } else if (section == "[headers]") {
      count = split(line, words, " ")
      for (i = 1; i <= count; i++) owner[words[i]] = room
    } else if (section == "[never]") {
      never[++nevers] = line
      neverIn[nevers] = room
    }
  }
  if (got < 0) { print allow ": cannot be read" > "/dev/stderr"; exit failed = 2 }
}

function checkFile(file,   line, number, parts, room, depth) {
  split(file, parts, "/")
  room = parts[1] "/" parts[2]
  if (!(room in known)) {
    fault(file ":1: the room " room " is not in " allow)
    return
  }
  inComment = inText = 0
  while ((getline line < file) > 0) {
    number++
    if (file ~ /\.swift$/) {
      line = code(line)
      checkImports(file ":" number, room, line)
    }
    else checkInclude(file ":" number, room, line)
    checkNever(file ":" number, room, line)
  }
  close(file)
}

# A line without comments and the text of strings. What stands in an interpolation counts, as it
# is code.
function code(line,   result, i, two, three) {
  result = ""
  for (i = 1; i <= length(line); i++) {
    two = substr(line, i, 2)
    three = substr(line, i, 3)
    if (inComment) {
      if (two == "*/") { inComment--; i++ }
      else if (two == "/*") { inComment++; i++ }
    } else if (three == "\"\"\"") {
      inText = !inText; i += 2
    } else if (inText) {
      if (two == "\\(") { result = result " " interpolation(line, i + 1); i += skipped }
      else if (substr(line, i, 1) == "\\") i++
    } else if (two == "//") {
      break
    } else if (two == "/*") {
      inComment++; i++
    } else if (two == "#/") {
      # A regular expression literal may hold quotes.
      i = endOfRegex(line, i)
    } else if (substr(line, i, 1) == "\"") {
      i = string(line, i)
      result = result "\"\"" inside
    } else {
      result = result substr(line, i, 1)
    }
  }
  return result
}

function endOfRegex(line, i,   rest) {
  rest = index(substr(line, i + 2), "/#")
  return rest ? i + 2 + rest : length(line)
}

# The place of the closing quote of the string that opens at i; `inside` is its interpolated code.
function string(line, i,   two) {
  inside = ""
  for (i++; i <= length(line); i++) {
    two = substr(line, i, 2)
    if (substr(line, i, 1) == "\"") break
    if (two == "\\(") { inside = inside " " interpolation(line, i + 1); i += skipped }
    else if (substr(line, i, 1) == "\\") i++
  }
  return i
}

# The code between the parentheses that open at i; `skipped` is how far to go on.
function interpolation(line, start,   i, depth, sign) {
  for (i = start; i <= length(line); i++) {
    sign = substr(line, i, 1)
    if (sign == "(") depth++
    if (sign == ")" && --depth == 0) break
  }
  skipped = i - start + 1
  return substr(line, start, i - start + 1)
}

# Attributes, an access level and a kind may stand before the module; a submodule or a name after.
# Several statements may share a line.
function checkImports(place, room, line,   count, statements, i, module) {
  count = split(line, statements, ";")
  for (i = 1; i <= count; i++) {
    module = " " statements[i]
    if (module !~ /^[ \t]+(@[A-Za-z_]+(\([^)]*\))?[ \t]+|[a-z]+[ \t]+)*import[ \t]+/) continue
    sub(/^.*[ \t]import[ \t]+/, "", module)
    sub(/^(typealias|struct|class|enum|protocol|let|var|func)[ \t]+/, "", module)
    gsub(/`/, "", module)
    sub(/[^A-Za-z0-9_].*/, "", module)
    if (index(" " may[room] " ", " " module " ") == 0) {
      fault(place ": " room " imports " module "; it may import: " \
        (may[room] == "" ? "nothing" : may[room]))
    }
  }
}

function checkInclude(place, room, line,   header) {
  if (line !~ /^[ \t]*#[ \t]*(include|import)/) return
  header = line
  sub(/^[^<"]*[<"]/, "", header)
  sub(/[>"].*/, "", header)
  sub(/^.*\//, "", header)
  if (header in owner && owner[header] != room) {
    fault(place ": " room " includes " header "; only " owner[header] " may")
  }
}

function checkNever(place, room, line,   i) {
  for (i = 1; i <= nevers; i++) {
    if (neverIn[i] == room && line ~ never[i]) {
      fault(place ": " room " never says what matches " never[i])
    }
  }
}

function fault(message) {
  print message > "/dev/stderr"
  failed = 1
}
