// Evaluates one request a line, {"program":…,"vars":{…}}, with npm's fpjson-lang, and answers a line for each:
// {"value":…} as JSON.stringify writes it, or {"error":"…"}.
'use strict'
const path = require('path')
const fs = require('fs')
const vm = require('vm')
const folder = path.resolve(process.argv[2], 'node_modules')
const evaluate = require(path.join(folder, 'fpjson-lang')).default
const context = vm.createContext({ evaluate })
const script = new vm.Script('evaluate(program, vars)')

function wellFormed(key, value) {
  return typeof value === 'string' ? value.toWellFormed() : value
}

const answers = []
for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
  if (line === '') continue
  const request = JSON.parse(line)
  try {
    context.program = request.program
    context.vars = request.vars
    const value = script.runInContext(context, { timeout: 2000 })
    const text = JSON.stringify(value, wellFormed)
    answers.push('{"value":' + (text === undefined ? 'null' : text) + '}')
  } catch (error) {
    answers.push(JSON.stringify({ error: String(error && error.message) }))
  }
}
process.stdout.write(answers.join('\n') + '\n')
