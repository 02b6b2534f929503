# The same commands as the Makefile, for Windows: .\make.ps1 run
param([string]$Command = "help", [int]$Port = 8501)
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$Python = ".venv\Scripts\python.exe"

function Invoke-Checked([scriptblock]$Block) {
    & $Block
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
function Initialize-Environment([string]$Kind) {
    $launcher = if (Get-Command py -ErrorAction SilentlyContinue) { "py" } else { "python" }
    Invoke-Checked { & $launcher .ci\prepare.py $Kind }
}
function Invoke-Lint {
    Initialize-Environment test
    Invoke-Checked { & $Python -m ruff check . }
    Invoke-Checked { & $Python -m ruff format --check . }
    Invoke-Checked { & $Python -m mypy }
    Invoke-Checked { & ".venv\Scripts\lint-imports.exe" --no-logo }
}

switch ($Command) {
    "run" {
        Initialize-Environment run
        Invoke-Checked { & $Python -m data.ensure }
        Invoke-Checked { & $Python -m streamlit run app.py --server.port $Port }
    }
    "test" { Invoke-Lint; Invoke-Checked { & $Python -m pytest -n auto --dist loadgroup } }
    "lint" { Invoke-Lint }
    "format" {
        Initialize-Environment test
        Invoke-Checked { & $Python -m ruff check --fix . }
        Invoke-Checked { & $Python -m ruff format . }
    }
    "data" { Initialize-Environment run; Invoke-Checked { & $Python -m data build } }
    "bench" {
        Initialize-Environment test
        Invoke-Checked { & $Python -m tests.bench }
        Invoke-Checked { & $Python -m tests.bench.board }
        Invoke-Checked { & $Python -m tests.bench.search }
    }
    "captures" { Initialize-Environment test; Invoke-Checked { & $Python -m tests.captures } }
    default { Write-Output "Commandes : run, test, lint, format, data, bench, captures" }
}
