BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    # Where nothing is offered, PowerShell offers files: here there are none.
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Tab asks the service' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'offers groups for <_>' -ForEach @(
        'Get-AtlassianGroup okta-', 'Get-AtlassianUser -Group okta-', 'Get-AtlassianGroupMember okta-', 'Get-AtlassianGroupRole okta-', 'Remove-AtlassianGroup okta-'
        'Add-AtlassianGroupMember x okta-', 'Remove-AtlassianGroupMember x -Group okta-', 'Grant-AtlassianGroupRole okta-', 'Revoke-AtlassianGroupRole okta-'
        'New-AtlassianUserInvitation x -Group okta-'
    ) {
        (Complete $_).CompletionText | Sort-Object | Should -Be ('okta-engineering', 'okta-everyone', "okta-$(-join [char[]](0x55B6, 0x696D, 0x90E8))" | Sort-Object)
        (Complete $_)[0].ToolTip | Should -Not -BeNullOrEmpty
    }

    It 'offers directories for <_>' -ForEach @(
        'Get-AtlassianUser -Directory ', 'Get-AtlassianGroup -Directory ', 'Suspend-AtlassianUser x -Directory ', 'Resume-AtlassianUser x -Directory '
        'Remove-AtlassianDirectoryUser x -Directory ', 'New-AtlassianGroup x -Directory ', 'Remove-AtlassianGroup x -Directory '
    ) {
        (Complete $_).CompletionText | Should -Be "'Sandbox Company'", "'Sandbox Partners'"
        (Complete ($_ + "'sandbox p")).CompletionText | Should -Be "'Sandbox Partners'"
        (Complete $_).ToolTip | Should -Be (Get-AtlassianDirectory).DirectoryId
    }

    It 'offers products as host and product for <_>' -ForEach @(
        'Get-AtlassianUser -Resource part', 'Get-AtlassianGroup -Resource part', 'Grant-AtlassianUserRole x atlassian/user part', 'Revoke-AtlassianUserRole x atlassian/user part'
        'Grant-AtlassianGroupRole x atlassian/user part', 'Revoke-AtlassianGroupRole x atlassian/user -Resource part', 'New-AtlassianUserInvitation x -Resource part'
    ) {
        (Complete $_).CompletionText | Sort-Object | Should -Be 'partners.example.com/confluence', 'partners.example.com/jira-servicedesk', 'partners.example.com/jira-software'
    }

    It 'offers roles, with what they let people do, for <_>' -ForEach @(
        'Get-AtlassianUser -Role atlassian/org', 'Get-AtlassianGroup -Role atlassian/org', 'Grant-AtlassianUserRole x atlassian/org', 'Revoke-AtlassianUserRole x -Role atlassian/org'
        'Grant-AtlassianGroupRole x atlassian/org', 'Revoke-AtlassianGroupRole x -Role atlassian/org', 'New-AtlassianUserInvitation x -Role atlassian/org'
    ) {
        $offered = @(Complete $_)
        $offered.CompletionText | Should -Be 'atlassian/org-admin'
        $offered[0].ToolTip | Should -Be 'Administers the organization'
        @(Complete $_.Replace('org', '')).Count | Should -BeGreaterThan 8
    }

    It 'offers products by their keys' {
        (Complete 'Get-AtlassianWorkspace -Product jira-s').CompletionText | Sort-Object | Should -Be 'jira-servicedesk', 'jira-software'
    }

    It 'offers the actions of the audit log, in words' {
        $offered = @(Complete 'Get-AtlassianEvent -Action user_d')
        $offered.CompletionText | Sort-Object | Should -Be 'user_deactivated', 'user_deletion_cancelled', 'user_deletion_scheduled'
        ($offered | Where-Object CompletionText -EQ 'user_deactivated').ToolTip | Should -Be 'Deactivated account'
    }

    It 'offers what can only be one of a few: <Line>' -ForEach @(
        @{ Line = 'Get-AtlassianPolicy '; Values = 'data-residency', 'data-security', 'ip-allowlist' }
        @{ Line = 'Get-AtlassianApiToken -Status '; Values = 'allowed', 'blocked' }
        @{ Line = 'Get-AtlassianEvent -Product '; Values = 'bitbucket', 'confluence', 'guard_detect', 'jira', 'loom' }
        @{ Line = 'Get-AtlassianUser -MembershipStatus '; Values = 'active', 'no_membership', 'suspended' }
    ) {
        (Complete $Line).CompletionText | Sort-Object | Should -Be $Values
    }

    It 'offers what it inserts, however odd the name: the line runs' {
        $text = (Complete "Get-AtlassianGroup 'Project O").CompletionText
        $text | Should -Be "'Project O''Brien & Sons <2>'"
        (& ([scriptblock]::Create("Get-AtlassianGroup $text"))).Name | Should -BeExactly 'Project O''Brien & Sons <2>'
    }
}

Describe 'Tab and connections' {
    It 'asks the connection that the line names' {
        Connect-AtlassianOrganization -Sandbox -Name 'one'
        New-AtlassianGroup 'only-here' -Directory 'Sandbox Company' | Out-Null
        Connect-AtlassianOrganization -Sandbox -Name 'two'
        (Complete 'Get-AtlassianGroup -Connection one only-h').CompletionText | Should -Be 'only-here'
        (Complete 'Get-AtlassianGroup -Connection two only-h').CompletionText | Should -BeNullOrEmpty
        (Complete 'Get-AtlassianGroup only-h').CompletionText | Should -BeNullOrEmpty
    }

    It 'offers nothing without a connection: <_>' -ForEach 'Get-AtlassianGroup okta-', 'Get-AtlassianUser -Directory Sand', 'Get-AtlassianUser -Resource part', 'Get-AtlassianEvent -Action user_' {
        Disconnect-AtlassianOrganization -All
        Complete $_ | Should -BeNullOrEmpty
    }

    It 'asks once for each connection' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
            (Complete 'Get-AtlassianGroup okta-').CompletionText | Should -HaveCount 3
        }
        finally {
            Stop-AtlassianSandbox $sandbox
        }
        # Nobody is there to ask any more.
        (Complete 'Get-AtlassianGroup okta-').CompletionText | Should -HaveCount 3
        (Complete 'Get-AtlassianGroup okta-ev').CompletionText | Should -Be 'okta-everyone'
    }

    It 'offers nothing, and no error, when the service <Does>' -ForEach @(
        @{ Does = 'refuses'; Reply = @{ Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-UAM-403-1","title":"Forbidden"}]}' } }
        @{ Does = 'answers with something else'; Reply = @{ Body = '<html>sign in</html>'; ContentType = 'text/html' } }
        @{ Does = 'says nothing'; Reply = @{ Hangs = $true } }
    ) {
        $server = Start-CannedServer ($Reply + @{ Pattern = '/groups/search' })
        try {
            Connect-CannedServer $server
            $Error.Clear()
            Complete 'Get-AtlassianGroup okta-' | Should -BeNullOrEmpty
            $Error | Should -BeNullOrEmpty
            $server.Requests.Line -match '/groups/search' | Should -Not -BeNullOrEmpty
        }
        finally {
            $server.Dispose()
        }
    }
}
