# A preference variable of a function or a script holds what was assigned to it: a text, where the global one holds an enum value.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'A preference that is set in a <Place>' -ForEach @(
    @{ Place = 'function'; Run = { param($Set, $Do) . ([scriptblock]::Create("function Test-It { $Set; $Do }")); Test-It } }
    @{ Place = 'script'; Run = { param($Set, $Do) $path = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"; "$Set; $Do" | Set-Content $path; & $path } }
    @{ Place = 'module'; Run = { param($Set, $Do) $module = New-Module ([scriptblock]::Create("$Set; function Test-It { $Do }; Export-ModuleMember -Function Test-It")); try { & $module { Test-It } } finally { $module | Remove-Module } } }
) {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $script:Do = 'Disable-AtlassianUser mia.active@example.com -PassThru'
    }

    It 'makes -Verbose heard: <_>' -ForEach '"Continue"', "'continue'", '2', '[System.Management.Automation.ActionPreference]::Continue' {
        $told = & $Run "`$VerbosePreference = $_" "$Do" 4>&1
        @($told | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^POST /users/' }) | Should -HaveCount 1
    }

    It 'keeps it quiet: <_>' -ForEach '"SilentlyContinue"', '0', '"Ignore"', '$null', '"no such value"' {
        $told = & $Run "`$VerbosePreference = $_" "$Do" 4>&1 2>$null
        @($told | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }) | Should -BeNullOrEmpty
    }

    It 'is asked for nothing: <_>' -ForEach '"None"', '"High"', '0', '3' {
        (& $Run "`$ConfirmPreference = $_" $Do).Outcome | Should -Be 'Changed'
    }

    # Any text but an empty one is yes, as PowerShell itself reads it.
    It 'foresees: $WhatIfPreference = <_>' -ForEach '$true', '1', '"true"', '"false"' {
        $change = & $Run "`$WhatIfPreference = $_" $Do
        $change.Outcome | Should -Be 'WhatIf'
        $change.Before | Should -Not -BeNullOrEmpty
    }

    It 'changes: $WhatIfPreference = <_>' -ForEach '$false', '0', '""', '$null' {
        (& $Run "`$WhatIfPreference = $_" $Do).Outcome | Should -Be 'Changed'
    }

    It 'ends at the first error: $ErrorActionPreference = <_>' -ForEach '"Stop"', "'stop'", '1' {
        $two = "'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser"
        { & $Run "`$ErrorActionPreference = $_" $two } | Should -Throw -ErrorId 'IdentityNotFound,*'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'goes on after an error: $ErrorActionPreference = <_>' -ForEach '"Continue"', '"SilentlyContinue"', '2' {
        $two = "'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser"
        & $Run "`$ErrorActionPreference = $_" $two 2>$null
        Get-Status 'mia.active@example.com' | Should -Be 'deactivated'
    }

    It 'stops at a warning of Connect, and leaves nothing connected: $WarningPreference = <_>' -ForEach '"Stop"', '1' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        try {
            $connect = "Connect-AtlassianOrganization $($sandbox.OrganizationId) -ApiKey `$sandbox.ScopedApiKey -BaseUri $($sandbox.Uri)"
            Set-Variable sandbox $sandbox -Scope Global
            { & $Run "`$WarningPreference = $_" $connect } | Should -Throw
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        }
        finally {
            Remove-Variable sandbox -Scope Global
            Stop-AtlassianSandbox $sandbox
        }
    }
}

Describe '$ConfirmPreference of a function' {
    It 'makes a question that tells the state first: <_>' -ForEach '"Low"', "'medium'", '1', '[System.Management.Automation.ConfirmImpact]::Low' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No')
        $shell = New-Shell $screen
        try {
            $script = 'Connect-AtlassianOrganization -Sandbox; function Test-It { $ConfirmPreference = VALUE; Disable-AtlassianUser mia.active@example.com }; Test-It'
            [void](Invoke-Shell $shell $script.Replace('VALUE', $_))
            $screen.Screen.Questions | Should -HaveCount 1
            $screen.Screen.Questions[0] | Should -Match 'Mia Active.* - now active'
        }
        finally {
            Close-Shell $shell
        }
    }
}
