# Reads the examples out of the pages, and runs them on the sandbox.

Set-StrictMode -Version 2

Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

$script:Docs = Join-Path $PSScriptRoot '../docs'

# The examples of a cmdlet's page in their order.
function Get-PageExample {
    param([Parameter(Mandatory)][string] $Cmdlet)
    $text = Get-Content -Raw -Encoding UTF8 (Join-Path $script:Docs "cmdlets/$Cmdlet.md")
    $number = 0
    foreach ($match in [regex]::Matches($text, '(?ms)^### (?<title>Example \d+: [^\n]+)\n(?<body>.*?)(?=^##)')) {
        $number++
        $fences = @(Get-Fence $match.Groups['body'].Value)
        [pscustomobject]@{
            Cmdlet      = $Cmdlet
            Number      = $number
            Title       = $match.Groups['title'].Value
            Code        = $fences[0].Code
            Interactive = $fences[0].Language -eq 'powershell-interactive'
            Fences      = $fences
        }
    }
}

# What an about topic lets the reader type: each block by itself, or what can be run as one script.
function Get-TopicFence {
    param([Parameter(Mandatory)][string] $Topic)
    Get-Fence (Get-Content -Raw -Encoding UTF8 (Join-Path $script:Docs "about/$Topic.md"))
}

function Get-Fence {
    param([string] $Markdown)
    foreach ($match in [regex]::Matches($Markdown, '(?ms)^```(?<language>[^\n]*)\n(?<code>.*?)\n```$')) {
        [pscustomobject]@{ Language = $match.Groups['language'].Value; Code = $match.Groups['code'].Value }
    }
}

# The code of an error; what a script threw has none, and is named by its words.
function Get-Name {
    param($ErrorRecord)
    $code = Get-Code $ErrorRecord
    if ($code -eq 'RuntimeException') { $ErrorRecord.Exception.Message } else { $code }
}

# Runs a script in a session of its own that is connected to the sandbox, and then the one that shows what came of it.
function Invoke-Example {
    param(
        [AllowEmptyString()][string] $Code,
        [AllowEmptyString()][string] $Shows,
        [Parameter(Mandatory)][string] $Folder
    )
    $shell = New-Shell
    try {
        [void](Invoke-Shell $shell 'Set-Location -LiteralPath $Folder; Connect-AtlassianOrganization -Sandbox; $Output = $null' @{ Folder = $Folder })
        $errors = @()
        $output = @()
        try {
            $output = @(Invoke-Shell $shell $Code)
            $errors += @($shell.Streams.Error)
        }
        catch [System.Management.Automation.RuntimeException] {
            # What ended the script is wrapped in what ended the call of it.
            $end = $_.Exception
            while ($end.InnerException -is [System.Management.Automation.IContainsErrorRecord]) {
                $end = $end.InnerException
            }
            $errors += @($shell.Streams.Error) + $end.ErrorRecord
        }
        $warnings = @($shell.Streams.Warning | ForEach-Object Message)
        $shown = @(
            if ($Shows) {
                Invoke-Shell $shell "`$ErrorActionPreference = 'SilentlyContinue'; $Shows" @{ Output = $output } | ForEach-Object { "$_" }
            }
        )
        [pscustomobject]@{ Shown = $shown; Errors = @($errors | ForEach-Object { Get-Name $_ }); Warnings = $warnings }
    }
    finally {
        [void](Invoke-Shell $shell 'Disconnect-AtlassianOrganization -All; Stop-AtlassianSandbox')
        Close-Shell $shell
        Remove-Item Env:ATLASSIAN_KEY -ErrorAction Ignore
    }
}

# The same for several in a process of its own, each with a vault that nobody else uses. Returns the results in order.
function Invoke-VaultExample {
    param(
        [Parameter(Mandatory)][hashtable[]] $Example,
        [Parameter(Mandatory)][string] $Folder
    )
    $path = Join-Path $Folder 'request.xml'
    @{ Examples = $Example; Folder = $Folder; Tests = $PSScriptRoot; Module = Get-ModulePath } | Export-Clixml $path
    $child = Invoke-ChildShell -NonInteractive -ClosedInput ("`$request = Import-Clixml '$($path -replace "'", "''")'; " + {
            # Before SecretManagement looks where it keeps the list of vaults.
            $env:HOME = $request.Folder
            $env:ATLASSIANADMIN_MODULE = $request.Module
            Import-Module (Join-Path $request.Tests 'HelpExamples.psm1')
            $results = foreach ($example in $request.Examples) {
                $folder = (New-Item -ItemType Directory (Join-Path $request.Folder ([guid]::NewGuid()))).FullName
                $vault = @{ Name = 'Practice'; ModuleName = Join-Path $request.Tests 'fixtures/FolderVault'; VaultParameters = @{ Folder = $folder } }
                Unregister-SecretVault -Name $vault.Name -ErrorAction Ignore
                Register-SecretVault @vault -DefaultVault
                try {
                    Invoke-Example -Code $example.Code -Shows $example.Shows -Folder $folder
                }
                finally {
                    Unregister-SecretVault -Name $vault.Name
                }
            }
            @($results) | Export-Clixml (Join-Path $request.Folder 'result.xml')
        })
    $result = Join-Path $Folder 'result.xml'
    if (-not (Test-Path $result)) {
        throw "The process with the vault broke off: $($child.Text)"
    }
    Import-Clixml $result
}

Export-ModuleMember -Function Get-Fence, Get-PageExample, Get-TopicFence, Invoke-Example, Invoke-VaultExample
