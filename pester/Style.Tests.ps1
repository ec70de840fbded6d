# The scripts of this repository, and the manifest, as PSScriptAnalyzer sees them. Needs that module; nothing depends on it.

BeforeDiscovery {
    $root = Split-Path $PSScriptRoot
    $modulePath = if ($env:ATLASSIANADMIN_MODULE) { $env:ATLASSIANADMIN_MODULE } else { Join-Path $root 'out/AtlassianAdmin/AtlassianAdmin.psd1' }
    $folders = 'docs', 'pester', 'samples', 'tests' | ForEach-Object { Join-Path $root $_ }
    $scripts = Get-ChildItem $folders -File -Recurse | Where-Object {
        $_.Extension -in '.ps1', '.psm1', '.psd1' -and $_.FullName -notmatch '[\\/](bin|obj)[\\/]'
    }
    # The manifest is looked at where the files that it names are.
    $files = @(Get-Item (Join-Path $root 'build.ps1'), $modulePath) + @($scripts) | ForEach-Object {
        @{ Path = $_.FullName; Name = $_.FullName -replace ('^' + [regex]::Escape($root) + '[\\/]'), '' }
    }
    # Its rules parse a script as the PowerShell that they run on does, and some scripts are for a newer one.
    $cannotLook = $PSVersionTable.PSEdition -eq 'Desktop' -or -not (Get-Module -ListAvailable PSScriptAnalyzer)
}

Describe 'The style of <Name>' -ForEach $files -Skip:$cannotLook {
    It 'gives PSScriptAnalyzer nothing to say' {
        $settings = Join-Path (Split-Path $PSScriptRoot) 'PSScriptAnalyzerSettings.psd1'
        Invoke-ScriptAnalyzer -Path $Path -Settings $settings | ForEach-Object { "line $($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
