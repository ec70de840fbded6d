# What matches nothing because it cannot match is an error that says what would.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    Connect-AtlassianScimDirectory
    Connect-AtlassianSite -Sandbox
    $script:Nobody = '5b10a2844c20165700ede21f'
    $script:Nothing = '0f0e0d0c-0b0a-4908-8706-050403020100'
    $script:NoProduct = "ari:cloud:jira-software::site/$Nothing"

    # The codes of the errors of a line.
    function Get-Told {
        param([string] $Line)
        $ErrorActionPreference = 'Continue'
        try {
            $script:Output = @(& ([scriptblock]::Create($Line)) 2>&1)
        }
        catch {
            $script:Output = @($_)
        }
        @($script:Output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Disconnect-AtlassianSite -All
}

Describe 'An account that does not exist' {
    It 'is an error of <Line>, whatever else is asked for' -ForEach @(
        @{ Line = 'Remove-AtlassianGroupMember $Nobody dept-legal' }
        @{ Line = 'Remove-AtlassianDirectoryUser $Nobody -Confirm:$false' }
        @{ Line = 'Remove-AtlassianDirectoryUser $Nobody -Directory ''Sandbox Company'' -Confirm:$false' }
        @{ Line = 'Revoke-AtlassianUserRole $Nobody atlassian/user sandbox.example.com/jira-software' }
        @{ Line = 'Grant-AtlassianUserRole $Nobody atlassian/user sandbox.example.com/jira-software' }
        @{ Line = 'Revoke-AtlassianUserToken $Nobody -All -Confirm:$false' }
        @{ Line = 'Disable-AtlassianUser $Nobody' }
        @{ Line = 'Remove-AtlassianUser $Nobody -Confirm:$false' }
        @{ Line = 'Remove-AtlassianScimLink $Nobody -Confirm:$false' }
        @{ Line = 'Remove-AtlassianScimRecord $Nobody -Confirm:$false' }
        @{ Line = 'Remove-AtlassianSiteGroupMember $Nobody jira-software-users-sandbox' }
    ) {
        foreach ($more in '', ' -PassThru', ' -PassThru -Verify') {
            $told = Get-Told ($Line + $more)
            $told | Get-Code | Should -Be 'AccountNotFound' -Because "of $more"
            $told[0].ErrorDetails.Message | Should -Match $Nobody
            $Output | Where-Object { $_ -is [AtlassianAdmin.Changes.Running.Change] } | ForEach-Object { "$($_.Outcome) $($_.Verified)" | Should -Be 'Failed ' }
        }
        $null = Get-Told ($Line + ' -PassThru -WhatIf')
        $Output.ErrorCode | Should -Be 'AccountNotFound'
    }

    It 'is an error of <_>' -ForEach @(
        'Get-AtlassianUser $Nobody'
        'Get-AtlassianGroup -Member $Nobody'
        'Get-AtlassianDirectory -Identity $Nobody'
        'Get-AtlassianApiToken $Nobody'
        'Get-AtlassianCredentialExposure $Nobody'
        'Get-AtlassianUserRole $Nobody'
        'Get-AtlassianUserActivity $Nobody'
        'Get-AtlassianUserToken $Nobody'
        'Get-AtlassianScimLink $Nobody'
    ) {
        Get-Told $_ | Get-Code | Should -Be 'AccountNotFound'
    }

    It 'is told apart from one that is there and has nothing: <_>' -ForEach @(
        'Get-AtlassianDirectory -Identity not.invited@example.com'
        '(Get-AtlassianUser not.invited@example.com).AccountId | Get-AtlassianDirectory'
        '(Get-AtlassianUser not.invited@example.com).AccountId | Get-AtlassianGroup'
        '(Get-AtlassianUser not.invited@example.com).AccountId | Get-AtlassianApiToken'
        'Remove-AtlassianDirectoryUser (Get-AtlassianUser not.invited@example.com).AccountId -Confirm:$false'
        'Remove-AtlassianGroupMember (Get-AtlassianUser contractor@example.net).AccountId org-admins'
    ) {
        Get-Told $_ | Should -BeNullOrEmpty
    }
}

Describe 'What else does not exist' {
    It 'is <Code> of <Line>' -ForEach @(
        @{ Line = 'Remove-AtlassianGroupMember mia.active@example.com $Nothing'; Code = 'GroupNotFound' }
        @{ Line = 'Add-AtlassianGroupMember mia.active@example.com $Nothing'; Code = 'GroupNotFound' }
        @{ Line = 'Remove-AtlassianGroup $Nothing -Confirm:$false'; Code = 'GroupNotFound' }
        @{ Line = 'Remove-AtlassianScimGroup $Nothing -Confirm:$false'; Code = 'GroupNotFound' }
        @{ Line = 'Remove-AtlassianScimUser $Nothing -Confirm:$false'; Code = 'ScimUserNotFound' }
        @{ Line = 'Remove-AtlassianDirectoryUser mia.active@example.com -Directory $Nothing -PassThru -Confirm:$false'; Code = 'DirectoryNotFound' }
        @{ Line = 'Revoke-AtlassianUserRole mia.active@example.com atlassian/user $NoProduct'; Code = 'ResourceNotFound' }
        @{ Line = 'Revoke-AtlassianGroupRole dept-legal atlassian/user $NoProduct -PassThru'; Code = 'ResourceNotFound' }
        @{ Line = 'Get-AtlassianGroupMember $Nothing'; Code = 'GroupNotFound' }
        @{ Line = 'Get-AtlassianUser -Group $Nothing'; Code = 'GroupNotFound' }
        @{ Line = 'Get-AtlassianUser -Directory $Nothing'; Code = 'DirectoryNotFound' }
        @{ Line = 'Get-AtlassianUser -Resource $NoProduct'; Code = 'ResourceNotFound' }
        @{ Line = 'Get-AtlassianGroup -Directory $Nothing'; Code = 'DirectoryNotFound' }
        @{ Line = 'Get-AtlassianGroup -Resource $NoProduct'; Code = 'ResourceNotFound' }
        @{ Line = 'Get-AtlassianInactiveUser -Directory $Nothing'; Code = 'DirectoryNotFound' }
        @{ Line = 'Get-AtlassianInactiveUser -Resource $NoProduct'; Code = 'ResourceNotFound' }
        @{ Line = 'Get-AtlassianUser -Directory nowhere'; Code = 'DirectoryNotFound' }
        @{ Line = 'Get-AtlassianUser -Resource nowhere.example.com'; Code = 'ResourceNotFound' }
        @{ Line = 'Get-AtlassianEvent -Action user_disabeld'; Code = 'UnknownValue' }
        @{ Line = 'Get-AtlassianWorkspace -Product jira-sofware'; Code = 'UnknownValue' }
        @{ Line = 'Get-AtlassianPolicy -Type password'; Code = 'UnknownValue' }
    ) {
        Get-Told $Line | Get-Code | Should -Be $Code
    }

    It 'is told apart from what is there and empty: <_>' -ForEach @(
        'Get-AtlassianGroupMember nobody-yet'
        'Get-AtlassianUser -Group nobody-yet'
        'Get-AtlassianUser -Directory (Get-AtlassianDirectory partners).DirectoryId -Status for_deletion -MembershipStatus suspended'
        'Get-AtlassianUser -Resource (Get-AtlassianWorkspace partners -Product jira-servicedesk).ResourceId -Status suspended'
        'Get-AtlassianGroup -SearchTerm ''no such name'''
        'Revoke-AtlassianUserRole mia.active@example.com atlassian/admin (Get-AtlassianWorkspace partners -Product confluence).ResourceId'
        'Revoke-AtlassianUserRole mia.active@example.com atlassian/org-admin'
    ) {
        Get-Told $_ | Should -BeNullOrEmpty
    }

    It 'costs nothing where something is found' {
        $directory = (Get-AtlassianDirectory partners).DirectoryId
        Get-Request { Get-AtlassianUser -Directory $directory -First 1 } | Should -HaveCount 1
    }
}
