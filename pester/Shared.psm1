# What the tests share: the module under test, doubles for a host and a server, and a few words to say things shortly.

Set-StrictMode -Version 2

. (Join-Path $PSScriptRoot 'Get-PowerShellCommand.ps1')

$script:ModulePath = if ($env:ATLASSIANADMIN_MODULE) {
    $env:ATLASSIANADMIN_MODULE
}
else {
    Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1'
}
if (-not (Test-Path -LiteralPath $script:ModulePath)) {
    throw "There is no module at $($script:ModulePath): build it first, or name it in the environment variable ATLASSIANADMIN_MODULE."
}
$script:ModulePath = (Resolve-Path -LiteralPath $script:ModulePath).ProviderPath
Import-Module $script:ModulePath -Global

if (-not ('AtlassianAdmin.Pester.TestHost' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot 'doubles/TestHost.cs')
}
if (-not ('AtlassianAdmin.Pester.CannedServer' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot 'doubles/CannedServer.cs')
}
if (-not ('AtlassianAdmin.Pester.RelayServer' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot 'doubles/RelayServer.cs')
}

# The path of the manifest under test.
function Get-ModulePath {
    $script:ModulePath
}

# What pressing Tab at the end of a line offers.
function Complete {
    param([Parameter(Mandatory)][string] $Line)
    (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
}

# The stable code at the front of an error's id.
function Get-Code {
    param([Parameter(ValueFromPipeline)] $ErrorRecord)
    process {
        ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
    }
}

# The message of an error without the next step, which is its last line where PowerShell does not show it by itself.
function Get-Sentence {
    param([Parameter(ValueFromPipeline)] $ErrorRecord)
    process {
        ("$ErrorRecord" -split [Environment]::NewLine)[0]
    }
}

# The status of a person as the directory tells it now.
function Get-Status {
    param([Parameter(Mandatory)] $Identity)
    (Get-AtlassianUser $Identity -ErrorAction Stop).Status
}

# The requests that a script sent, as -Verbose tells them; whatever else it writes is left out.
function Get-Request {
    param([Parameter(Mandatory)][scriptblock] $Script)
    # The script sees the preferences of its own module and the global ones, not those of this function.
    $before = $global:VerbosePreference
    $beforeErrors = $global:ErrorActionPreference
    $global:VerbosePreference = 'Continue'
    # A refusal is no reason to stop: which requests came before it is the question.
    $global:ErrorActionPreference = 'SilentlyContinue'
    try {
        & $Script 4>&1 2>$null 3>$null |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^(GET|POST|PUT|PATCH|DELETE) ' } |
            ForEach-Object Message
    }
    finally {
        $global:VerbosePreference = $before
        $global:ErrorActionPreference = $beforeErrors
    }
}

# Waits for something that happens on another thread; a test fails when it never does.
function Wait-Until {
    param(
        [Parameter(Mandatory)][scriptblock] $Condition,
        [int] $Seconds = 60
    )
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "This did not come true within $Seconds s: $Condition"
        }
        Start-Sleep -Milliseconds 20
    }
}

# What starts a PowerShell process. It is the process that works, not a starter of it, so it can be ended and measured.
function New-ShellStart {
    param([Parameter(Mandatory)][string] $Arguments)
    $command = Get-PowerShellCommand
    $first = $command.Arguments | ForEach-Object { "`"$_`" " }
    $start = [System.Diagnostics.ProcessStartInfo]::new($command.Program, "$first$Arguments")
    $start.UseShellExecute = $false
    $start.EnvironmentVariables['NO_COLOR'] = '1'
    $start
}

# A script as an argument that needs no quotes.
function ConvertTo-EncodedCommand {
    param([Parameter(Mandatory)][string] $Script)
    '-EncodedCommand ' + [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Script))
}

# Runs a script in a PowerShell process of its own and returns its exit code and everything it wrote.
function Invoke-ChildShell {
    param(
        [Parameter(Mandatory)][string] $Script,
        [switch] $NonInteractive,
        [switch] $ClosedInput,
        [hashtable] $Environment = @{}
    )
    $text = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$($script:ModulePath -replace "'", "''")'; $Script"
    $mode = if ($NonInteractive) { '-NonInteractive ' }
    $start = New-ShellStart "-NoProfile $mode-OutputFormat Text $(ConvertTo-EncodedCommand $text)"
    $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
    foreach ($name in $Environment.Keys) {
        $start.EnvironmentVariables[$name] = $Environment[$name]
    }
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        if ($ClosedInput) {
            $process.StandardInput.Close()
        }
        $errors = $process.StandardError.ReadToEndAsync()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output; Errors = $errors.Result; Text = $output + $errors.Result }
    }
    finally {
        $process.Dispose()
    }
}

# A PowerShell in a runspace of its own with the module imported; -Screen gives the host's screen to a test.
function New-Shell {
    param([AtlassianAdmin.Pester.TestHost] $TestHost = [AtlassianAdmin.Pester.TestHost]::new())
    $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
    $state.ImportPSModule($script:ModulePath)
    $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($TestHost, $state)
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $shell
}

# Runs a script in such a shell and returns what it wrote; its streams stay readable until the next script.
function Invoke-Shell {
    param(
        [Parameter(Mandatory)][powershell] $Shell,
        [Parameter(Mandatory)][string] $Script,
        [hashtable] $With = @{}
    )
    Start-Shell $Shell $Script $With | Wait-Shell
}

# Begins a script in such a shell and returns at once.
function Start-Shell {
    param(
        [Parameter(Mandatory)][powershell] $Shell,
        [Parameter(Mandatory)][string] $Script,
        [hashtable] $With = @{}
    )
    foreach ($name in $With.Keys) {
        $Shell.Runspace.SessionStateProxy.SetVariable($name, $With[$name])
    }
    $Shell.Commands.Clear()
    $Shell.Streams.ClearStreams()
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $none = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $none.Complete()
    [void]$Shell.AddScript($Script)
    [pscustomobject]@{ Shell = $Shell; Begun = $Shell.BeginInvoke($none, $output); Output = $output }
}

# Waits for what Start-Shell began, and returns what it wrote.
function Wait-Shell {
    param([Parameter(Mandatory, ValueFromPipeline)] $Started)
    process {
        try {
            [void]$Started.Shell.EndInvoke($Started.Begun)
        }
        catch [System.Management.Automation.PipelineStoppedException] {
            Write-Debug 'Stopped by the test.'
        }
        $Started.Output
    }
}

# Closes such a shell and its runspace.
function Close-Shell {
    param([Parameter(ValueFromPipeline)] $Shell)
    process {
        if ($Shell) {
            $Shell.Runspace.Dispose()
            $Shell.Dispose()
        }
    }
}

# A reply of the canned server, written as a hashtable.
function New-CannedReply {
    param([Parameter(Mandatory)][hashtable] $Reply)
    [AtlassianAdmin.Pester.CannedReply]$Reply
}

# A server on this machine that gives those replies; before them it names an organization, so that a connection is quiet.
function Start-CannedServer {
    param([hashtable[]] $Reply = @(), [System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate)
    $organization = @{ Pattern = '^GET /admin/v1/orgs/[^/]+$'; Body = '{"data":{"id":"canned-1","type":"orgs","attributes":{"name":"Canned Company"}}}' }
    $replies = @($Reply) + $organization | ForEach-Object { New-CannedReply $_ }
    [AtlassianAdmin.Pester.CannedServer]::new($replies, $Certificate)
}

# A key that opens nothing, as the canned server never asks.
function New-Key {
    [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '')]
    param([string] $Text = 'ATCTT3xFfGN0-canned-not-a-secret')
    ConvertTo-SecureString $Text -AsPlainText -Force
}

# The text of a secure string.
function ConvertFrom-Key {
    param([Parameter(Mandatory)][securestring] $Key)
    [System.Net.NetworkCredential]::new('', $Key).Password
}

# Connects to a canned server.
function Connect-CannedServer {
    param([Parameter(Mandatory)] $Server, [hashtable] $With = @{})
    Connect-AtlassianOrganization -OrganizationId 'canned-1' -ApiKey (New-Key) -BaseUri $Server.Uri @With
}

# The profile reply of an account.
function Get-ProfileBody {
    # Without an id it is the profile of whoever was asked about: one canned answer does for many people.
    param([string] $Id = '', [string] $Status = 'active', [string] $Email = 'person@example.com', [string] $Name = 'Some Person')
    '{{"account":{{"account_id":"{0}","account_type":"atlassian","account_status":"{1}","email":"{2}","name":"{3}"}}}}' -f $Id, $Status, $Email, $Name
}

Export-ModuleMember -Function *
