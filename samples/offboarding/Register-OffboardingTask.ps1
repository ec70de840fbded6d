<#
.SYNOPSIS
Registers a scheduled Windows task that runs Invoke-Offboarding.ps1 every day. Run it once, as an administrator of the machine.
.DESCRIPTION
The task runs as the account of -Credential, which needs the right to log on as a batch job, the module, and a stored key that
opens without a password (see Get-Help about_AtlassianAdmin_Keys). A run that is still going when the next is due is left alone, and
one that was missed is made up for. The last result of the task is the exit code: 0 all was done, 1 some failed, 2 nothing was done, as with an empty list.
.EXAMPLE
./Register-OffboardingTask.ps1 -ListPath C:\HR\leavers.csv -StatePath C:\Offboarding -Credential (Get-Credential)
#>
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # The list that Invoke-Offboarding.ps1 reads.
    [Parameter(Mandatory = $true)]
    [string] $ListPath,
    # The folder for plans, journals and reports.
    [Parameter(Mandatory = $true)]
    [string] $StatePath,
    # Refuses a list that names fewer people. With 0 an empty list is a day without leavers.
    [int] $ExpectAtLeast = 1,
    # The account that the task runs as.
    [Parameter(Mandatory = $true)]
    [pscredential] $Credential,
    # When, each day.
    [datetime] $At = '02:00',
    # The name of the task.
    [string] $TaskName = 'Atlassian off-boarding',
    # The PowerShell to run it with: powershell.exe (5.1) or pwsh.exe (7).
    [string] $PowerShell = 'powershell.exe'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

# A task has another current folder, and a path with a quotation mark cannot be passed on.
$paths = foreach ($path in (Join-Path $PSScriptRoot 'Invoke-Offboarding.ps1'), $ListPath, $StatePath) {
    $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)
    if ($full.Contains('"')) {
        throw "This path cannot be given to a task: $full"
    }
    # A backslash before the closing mark would take it along.
    '"{0}"' -f $full.TrimEnd('\')
}
$action = @{
    Execute  = $PowerShell
    Argument = '-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File {0} -ListPath {1} -StatePath {2} -ExpectAtLeast {3}' -f ($paths + $ExpectAtLeast)
}
$settings = @{
    MultipleInstances  = 'IgnoreNew'
    StartWhenAvailable = $true
    ExecutionTimeLimit = New-TimeSpan -Hours 6
}
if ($PSCmdlet.ShouldProcess($TaskName, 'Register a scheduled task')) {
    $task = @{
        TaskName    = $TaskName
        Description = 'Off-boards the people on a list from the Atlassian organization.'
        Action      = New-ScheduledTaskAction @action
        Trigger     = New-ScheduledTaskTrigger -Daily -At $At
        Settings    = New-ScheduledTaskSettingsSet @settings
        User        = $Credential.UserName
        Password    = $Credential.GetNetworkCredential().Password
    }
    Register-ScheduledTask @task -Force
}
