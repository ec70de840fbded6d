# The vaults that the tests have: those of SecretManagement, or of what stands in for it where it is not installed.

Set-StrictMode -Version 2

$script:StandInPath = Join-Path $PSScriptRoot 'fixtures/modules'
$script:OnWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows

function Find-SecretManagement {
    Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement | Select-Object -First 1
}

# Lets this process, and those that it starts, find what stands in for SecretManagement, before the real one.
function Use-VaultStandIn {
    $env:PSModulePath = (Resolve-Path -LiteralPath $script:StandInPath).ProviderPath + [System.IO.Path]::PathSeparator + $env:PSModulePath
}

# Whether it is the stand-in that is found.
function Test-VaultStandIn {
    $found = Find-SecretManagement
    [bool]$found -and $found.Version -eq '0.0.1'
}

# Why tests with vaults cannot run here; nothing when they can. Tests that put the list of vaults back as it was say so.
function Get-VaultObstacle {
    param([switch] $RestoresList)
    if (-not (Find-SecretManagement)) {
        'Microsoft.PowerShell.SecretManagement is not installed, and pester/Run.ps1 did not start the tests.'
    }
    elseif ($script:OnWindows -and -not (Test-VaultStandIn) -and -not ($RestoresList -and $env:CI)) {
        'On Windows the list of vaults belongs to the user, whatever the home: the tests would change it.'
    }
}

# Why tests of SecretStore cannot run here; nothing when they can.
function Get-SecretStoreObstacle {
    if ((Test-VaultStandIn) -or -not (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)) {
        'Microsoft.PowerShell.SecretManagement and Microsoft.PowerShell.SecretStore are not both installed.'
    }
    elseif ($script:OnWindows) {
        'On Windows SecretStore has one store per user, whatever the home: the tests would reset it.'
    }
}

Export-ModuleMember -Function Use-VaultStandIn, Test-VaultStandIn, Find-SecretManagement, Get-VaultObstacle, Get-SecretStoreObstacle
