# What -WhatIf and -Verify tell beside the state: what else goes, what a value is refused for, and what follows.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # What a script writes to the host's screen.
    function Get-ScreenLine {
        param([string] $Script)
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $shell = New-Shell $screen
        try {
            [void](Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; Connect-AtlassianScimDirectory; $Script")
            $screen.Screen.Lines
        }
        finally {
            Close-Shell $shell
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe '-WhatIf' {
    It 'names the products that go with a group: <Line>' -ForEach @(
        @{ Line = 'Remove-AtlassianGroupMember mia.active@example.com okta-engineering -WhatIf'; Gives = $null }
        @{ Line = 'Remove-AtlassianGroupMember mia.active@example.com jira-software-users-sandbox -WhatIf'; Gives = 'jira-software' }
        @{ Line = "Grant-AtlassianGroupRole 'dept-legal' atlassian/user sandbox.example.com/jira-software; Grant-AtlassianGroupRole 'dept-legal' atlassian/user sandbox.example.com/confluence; Get-AtlassianGroupMember dept-legal | Select-Object -First 1 | Remove-AtlassianGroupMember -Group dept-legal -WhatIf"; Gives = 'jira-software, confluence' }
        @{ Line = "Grant-AtlassianGroupRole 'nobody-yet' atlassian/user sandbox.example.com/jira-software; Grant-AtlassianGroupRole 'nobody-yet' atlassian/user sandbox.example.com/confluence; Remove-AtlassianGroup 'nobody-yet' -WhatIf"; Gives = 'jira-software, confluence' }
        @{ Line = "Get-AtlassianScimUser scim.managed@example.com | Remove-AtlassianScimGroupMember -Group okta-everyone -WhatIf"; Gives = $null }
        @{ Line = "Remove-AtlassianScimGroup okta-engineering -WhatIf"; Gives = 'jira-servicedesk' }
        @{ Line = 'Add-AtlassianGroupMember already.disabled@example.com jira-software-users-sandbox -WhatIf'; Gives = $null }
    ) {
        $shown = @(@(Get-ScreenLine $Line) -match '^What if')
        $shown | Should -HaveCount 1
        if ($Gives) {
            $shown[0] | Should -BeLike "* - now * - the group gives $Gives"
        }
        else {
            $shown[0] | Should -Not -BeLike '*the group gives*'
        }
    }

    It 'asks once what a group gives, however many leave it' {
        Connect-AtlassianOrganization -Sandbox
        $people = Get-AtlassianGroupMember 'jira-software-users-sandbox' | Select-Object -First 5
        $sent = Get-Request { $people | Remove-AtlassianGroupMember -Group 'jira-software-users-sandbox' -WhatIf }
        @($sent) -match '/groups/\{groupId\}/role-assignments' | Should -HaveCount 1
    }

    It 'foresees what a value is refused for: <Fields>' -ForEach @(
        @{ Fields = @{ Name = 'n' * 200 }; Code = 'InvalidField'; Says = 'Name has 200 characters, and 100 are allowed' }
        @{ Fields = @{ Name = 'n' * 101 }; Code = 'InvalidField'; Says = 'Name has 101 characters' }
        @{ Fields = @{ Name = 'n' * 100 }; Code = $null }
        @{ Fields = @{ Nickname = 'n' * 31 }; Code = 'InvalidField'; Says = 'Nickname has 31 characters, and 30 are allowed' }
        @{ Fields = @{ Name = "a`tb"; JobTitle = "x`ny" }; Code = 'InvalidField'; Says = 'Name has a control character; JobTitle has a control character' }
        @{ Fields = @{ JobTitle = 'j' * 300 }; Code = $null }
    ) {
        Connect-AtlassianOrganization -Sandbox
        $foreseen = Set-AtlassianUserProfile 'mia.active@example.com' @Fields -WhatIf -PassThru -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $foreseen.ErrorCode | Should -Be $Code
        if ($Code) {
            $foreseen.ErrorMessage | Should -Match $Says
        }
        # What is foreseen is what comes.
        $done = Set-AtlassianUserProfile 'mia.active@example.com' @Fields -PassThru -ErrorAction SilentlyContinue
        $done.ErrorCode | Should -Be $Code
    }

    It 'foresees a role for somebody who is not in the directory of the product: <Who>, <Resource>' -ForEach @(
        @{ Who = 'not.invited@example.com'; Resource = 'sandbox.example.com/jira-software'; Says = 'is not in any directory' }
        @{ Who = 'mia.active@example.com'; Resource = 'partners.example.com/jira-software'; Says = 'is not in Sandbox Partners' }
        @{ Who = 'contractor@example.net'; Resource = 'sandbox.example.com/jira-software'; Says = 'is not in Sandbox Company' }
        @{ Who = 'mia.active@example.com'; Resource = 'sandbox.example.com/confluence'; Says = $null }
        @{ Who = 'not.invited@example.com'; Resource = $null; Says = 'is not in any directory' }
    ) {
        Connect-AtlassianOrganization -Sandbox
        $for = if ($Resource) { @{ Role = 'atlassian/user'; Resource = $Resource } } else { @{ Role = 'atlassian/org-admin' } }
        $foreseen = Grant-AtlassianUserRole $Who @for -WhatIf -PassThru
        $done = Grant-AtlassianUserRole $Who @for -PassThru -ErrorAction SilentlyContinue
        $foreseen.ErrorCode | Should -Be $(if ($Says) { 'NotInDirectory' })
        $done.ErrorCode | Should -Be $foreseen.ErrorCode
        if ($Says) {
            $foreseen.ErrorMessage | Should -Match $Says
        }
    }

    It 'foresees names that are taken: <Line>' -ForEach @(
        @{ Line = 'New-AtlassianGroup dept-legal -Directory ''Sandbox Company'' -WhatIf'; Code = 'GroupExists' }
        @{ Line = 'New-AtlassianScimUser scim.managed@example.com -WhatIf'; Code = 'ScimUserExists' }
        @{ Line = 'New-AtlassianScimUser neu@example.net -WhatIf'; Code = 'DomainNotVerified' }
        @{ Line = 'New-AtlassianScimGroup okta-everyone -WhatIf'; Code = 'GroupExists' }
    ) {
        @(@(Get-ScreenLine $Line) -match '^What if')[0] | Should -Match "would be refused, ${Code}: "
    }

    It 'leaves free names alone: <_>' -ForEach @(
        'New-AtlassianGroup ''Leavers 2026'' -Directory ''Sandbox Company'' -WhatIf'
        'New-AtlassianScimUser neu@example.com -WhatIf'
        'New-AtlassianScimGroup ''okta-new'' -WhatIf'
    ) {
        @(@(Get-ScreenLine $_) -match '^What if')[0] | Should -Not -Match 'refused'
    }
}

Describe 'Enabling somebody for whom nothing opens' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'says so, and names Resume-AtlassianUser: <How>' -ForEach @(
        @{ How = 'verified'; With = @{ Verify = $true } }
        @{ How = 'with change objects'; With = @{ PassThru = $true } }
        @{ How = 'foreseen'; With = @{ WhatIf = $true } }
    ) {
        Suspend-AtlassianUser 'mia.active@example.com'
        Disable-AtlassianUser 'mia.active@example.com'
        $null = Enable-AtlassianUser 'mia.active@example.com' @With -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'mia\.active@example\.com is suspended.*Run Resume-AtlassianUser -Identity mia\.active@example\.com'
    }

    It 'gives access by the command that it names' {
        Suspend-AtlassianUser 'mia.active@example.com'
        Enable-AtlassianUser 'mia.active@example.com' -Verify -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" -match 'Run (?<line>Resume-AtlassianUser -Identity \S+[^.])\.$' | Should -BeTrue
        . ([scriptblock]::Create($Matches['line']))
        Enable-AtlassianUser 'mia.active@example.com' -Verify -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'is told of a deletion that is cancelled, and of the way by SCIM, too' {
        Suspend-AtlassianUser 'mia.active@example.com', 'scim.managed@example.com'
        Remove-AtlassianUser 'mia.active@example.com' -Confirm:$false
        Restore-AtlassianUser 'mia.active@example.com' -Verify -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'Resume-AtlassianUser -Identity mia\.active@example\.com'
        Connect-AtlassianScimDirectory
        Disable-AtlassianUser 'scim.managed@example.com' -Route Scim
        Enable-AtlassianUser 'scim.managed@example.com' -Route Scim -Verify -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'Resume-AtlassianUser -Identity scim\.managed@example\.com'
    }

    It 'is one request as ever, where nobody asked for more' {
        $id = (Get-AtlassianUser 'already.disabled@example.com').AccountId
        Get-Request { Enable-AtlassianUser $id } | Should -HaveCount 1
    }
}

Describe 'What cannot be decided' {
    It 'names the organization and the directories by name: <Line>' -ForEach @(
        @{ Line = { Get-AtlassianUser 'nobody@example.com' }; Code = 'IdentityNotFound'; Says = 'Nobody in Sandbox Company has' }
        @{ Line = { Get-AtlassianGroupMember 'Project Aurora' }; Code = 'AmbiguousIdentity'; Says = 'in Sandbox Company.*in Sandbox Partners' }
        @{ Line = { Add-AtlassianGroupMember 'mia.active@example.com' 'Project Aurora' }; Code = 'AmbiguousIdentity'; Says = 'in Sandbox Company.*in Sandbox Partners' }
        @{ Line = { Remove-AtlassianDirectoryUser 'scim.managed@example.com' -Confirm:$false }; Code = 'AmbiguousIdentity'; Says = 'Sandbox Company.*Sandbox Partners' }
        @{ Line = { New-AtlassianGroup 'x' }; Code = 'AmbiguousIdentity'; Says = 'Sandbox Company.*Sandbox Partners' }
        @{ Line = { Disable-AtlassianUser 'contractor@example.net' }; Code = 'AccountNotManaged'; Says = 'not managed by Sandbox Company' }
    ) {
        Connect-AtlassianOrganization -Sandbox
        $ErrorActionPreference = 'Continue'
        $told = @(& $Line 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $told | Get-Code | Should -Be $Code
        $told[0].ErrorDetails.Message | Should -Match $Says
        $told[0].ErrorDetails.Message | Should -Not -Match (Get-AtlassianConnection).OrganizationId
    }
}
