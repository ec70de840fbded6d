# The jobs at which pester/Cost.Tests.ps1 measures what the help says of the cost of each cmdlet.
# A cmdlet without a row is measured by its name alone.
# Count: how many people, or things, the job is about; 1 if left out. Prepare runs before, and is not counted.
# Except: requests for people in doubt, which the help counts by themselves.
# $people: 20 people whom the organization itself owns; $synced: 4 people whom the SCIM directory owns. Both have AccountId and Email.
@{
    Rows       = @(
        @{ Cmdlet = 'Add-AtlassianGroupMember'; Count = 20; Prepare = '$group = New-AtlassianGroup measured -Directory "Sandbox Company"'; Job = '$people.AccountId | Add-AtlassianGroupMember -Group $group' }
        @{ Cmdlet = 'Add-AtlassianScimGroupMember'; Count = 4; Prepare = 'New-AtlassianScimGroup measured; $users = $synced | Get-AtlassianScimUser'; Job = '$users.ScimUserId | Add-AtlassianScimGroupMember -Group measured' }
        @{ Cmdlet = 'Add-AtlassianSiteGroupMember'; Count = 20; Job = '$people.AccountId | Add-AtlassianSiteGroupMember -Group nobody-yet' }
        @{ Cmdlet = 'Compare-AtlassianUser'; Count = 300; Prepare = '$everybody = Get-AtlassianUser'; Job = '$everybody | Compare-AtlassianUser' }
        @{ Cmdlet = 'Connect-AtlassianOrganization'; Job = 'Connect-AtlassianOrganization @here -Name again' }
        @{ Cmdlet = 'Connect-AtlassianScimDirectory'; Job = 'Connect-AtlassianScimDirectory @directory' }
        @{ Cmdlet = 'Connect-AtlassianSite'; Job = 'Connect-AtlassianSite @site' }
        @{ Cmdlet = 'Disable-AtlassianScimUser'; Count = 4; Prepare = '$users = $synced | Get-AtlassianScimUser'; Job = '$users.ScimUserId | Disable-AtlassianScimUser' }
        @{ Cmdlet = 'Disable-AtlassianUser'; Count = 20; Job = '$people.AccountId | Disable-AtlassianUser' }
        @{ Cmdlet = 'Enable-AtlassianScimUser'; Count = 4; Prepare = '$users = $synced | Get-AtlassianScimUser; $users | Disable-AtlassianScimUser'; Job = '$users.ScimUserId | Enable-AtlassianScimUser' }
        @{ Cmdlet = 'Enable-AtlassianUser'; Count = 20; Prepare = '$people.AccountId | Disable-AtlassianUser'; Job = '$people.AccountId | Enable-AtlassianUser' }
        @{ Cmdlet = 'Get-AtlassianCredentialExposure'; Count = 300; Except = 'GET */users/{}'; Job = 'Get-AtlassianCredentialExposure' }
        @{ Cmdlet = 'Get-AtlassianGroupMember'; Prepare = '$group = Get-AtlassianGroup dept-legal'; Job = '$group.GroupId | Get-AtlassianGroupMember' }
        @{ Cmdlet = 'Get-AtlassianGroupRole'; Prepare = '$group = Get-AtlassianGroup dept-legal'; Job = '$group.GroupId | Get-AtlassianGroupRole' }
        @{ Cmdlet = 'Get-AtlassianInactiveUser'; Count = 300; Except = '*/last-active-dates'; Job = 'Get-AtlassianInactiveUser' }
        @{ Cmdlet = 'Get-AtlassianScimLink'; Count = 4; Job = '$synced.AccountId | Get-AtlassianScimLink' }
        @{ Cmdlet = 'Get-AtlassianScimUser'; Count = 4; Job = '$synced.Email | Get-AtlassianScimUser' }
        @{ Cmdlet = 'Get-AtlassianSiteGroupMember'; Job = 'Get-AtlassianSiteGroupMember nobody-yet' }
        @{ Cmdlet = 'Get-AtlassianSiteUser'; Count = 20; Job = '$people.AccountId | Get-AtlassianSiteUser' }
        @{ Cmdlet = 'Get-AtlassianUser'; Count = 100; Prepare = '$some = (Get-AtlassianUser | Where-Object Email | Select-Object -First 100).Email'; Job = '$some | Get-AtlassianUser' }
        @{ Cmdlet = 'Get-AtlassianUserActivity'; Count = 20; Job = '$people.AccountId | Get-AtlassianUserActivity' }
        @{ Cmdlet = 'Get-AtlassianUserOverview'; Count = 4; Except = '*/groups/{}/role-assignments'; Job = '$people[0..3].AccountId | Get-AtlassianUserOverview' }
        @{ Cmdlet = 'Get-AtlassianUserPermission'; Count = 20; Job = '$people.AccountId | Get-AtlassianUserPermission' }
        @{ Cmdlet = 'Get-AtlassianUserProfile'; Count = 20; Job = '$people.AccountId | Get-AtlassianUserProfile' }
        @{ Cmdlet = 'Get-AtlassianUserRole'; Count = 20; Job = '$people.AccountId | Get-AtlassianUserRole' }
        @{ Cmdlet = 'Get-AtlassianUserToken'; Count = 20; Job = '$people.AccountId | Get-AtlassianUserToken' }
        @{ Cmdlet = 'Grant-AtlassianGroupRole'; Prepare = '$group = Get-AtlassianGroup dept-finance; $product = Get-AtlassianWorkspace -Product jira-servicedesk | Select-Object -First 1'; Job = '$group | Grant-AtlassianGroupRole -Role atlassian/user -Resource $product' }
        @{ Cmdlet = 'Grant-AtlassianUserRole'; Count = 20; Prepare = '$product = Get-AtlassianWorkspace -Product jira-servicedesk | Select-Object -First 1'; Job = '$people.AccountId | Grant-AtlassianUserRole -Role atlassian/user -Resource $product' }
        @{ Cmdlet = 'Invoke-AtlassianPlan'; Count = 20; Prepare = '$plan = $people.Email | New-AtlassianOffboardingPlan -Step Disable'; Job = '$plan | Invoke-AtlassianPlan -JournalPath $journal' }
        @{ Cmdlet = 'New-AtlassianEmailMovePlan'; Count = 20; Job = '$people | ForEach-Object { [pscustomobject]@{ Email = $_.Email; NewEmail = "new.$($_.Email)" } } | New-AtlassianEmailMovePlan' }
        @{ Cmdlet = 'New-AtlassianGroup'; Job = 'New-AtlassianGroup measured -Directory $directoryId' }
        @{ Cmdlet = 'New-AtlassianOffboardingPlan'; Count = 20; Job = '$people.Email | New-AtlassianOffboardingPlan -Step Disable' }
        @{ Cmdlet = 'New-AtlassianPlan'; Prepare = '$foreseen = $people.AccountId | Disable-AtlassianUser -WhatIf -PassThru'; Job = '$foreseen | New-AtlassianPlan' }
        @{ Cmdlet = 'New-AtlassianScimGroup'; Job = 'New-AtlassianScimGroup measured' }
        @{ Cmdlet = 'New-AtlassianScimUser'; Count = 4; Job = '1..4 | ForEach-Object { [pscustomobject]@{ UserName = "measured.$_@example.com"; GivenName = "M"; FamilyName = "N" } } | New-AtlassianScimUser' }
        @{ Cmdlet = 'New-AtlassianUserInvitation'; Count = 25; Prepare = '$product = Get-AtlassianWorkspace -Product confluence | Select-Object -First 1'; Job = '1..25 | ForEach-Object { "measured.$_@example.com" } | New-AtlassianUserInvitation -Resource $product' }
        @{ Cmdlet = 'Remove-AtlassianDirectoryUser'; Count = 20; Job = '$people.AccountId | Remove-AtlassianDirectoryUser' }
        @{ Cmdlet = 'Remove-AtlassianGroup'; Prepare = '$group = New-AtlassianGroup measured -Directory "Sandbox Company"'; Job = '$group | Remove-AtlassianGroup' }
        @{ Cmdlet = 'Remove-AtlassianGroupMember'; Count = 20; Prepare = '$group = New-AtlassianGroup measured -Directory "Sandbox Company"; $people.AccountId | Add-AtlassianGroupMember -Group $group'; Job = '$people.AccountId | Remove-AtlassianGroupMember -Group $group' }
        @{ Cmdlet = 'Remove-AtlassianScimGroup'; Prepare = 'New-AtlassianScimGroup measured; $group = Get-AtlassianScimGroup measured'; Job = '$group | Remove-AtlassianScimGroup' }
        @{ Cmdlet = 'Remove-AtlassianScimGroupMember'; Count = 4; Prepare = '$users = $synced | Get-AtlassianScimUser; New-AtlassianScimGroup measured -Member $users.ScimUserId'; Job = '$users.ScimUserId | Remove-AtlassianScimGroupMember -Group measured' }
        @{ Cmdlet = 'Remove-AtlassianScimLink'; Count = 4; Job = '$synced.AccountId | Remove-AtlassianScimLink' }
        @{ Cmdlet = 'Remove-AtlassianScimRecord'; Count = 4; Job = '$synced.AccountId | Remove-AtlassianScimRecord' }
        @{ Cmdlet = 'Remove-AtlassianScimUser'; Count = 4; Prepare = '$users = $synced | Get-AtlassianScimUser'; Job = '$users.ScimUserId | Remove-AtlassianScimUser' }
        @{ Cmdlet = 'Remove-AtlassianSiteGroupMember'; Count = 20; Prepare = '$people.AccountId | Add-AtlassianSiteGroupMember -Group nobody-yet'; Job = '$people.AccountId | Remove-AtlassianSiteGroupMember -Group nobody-yet' }
        @{ Cmdlet = 'Remove-AtlassianUser'; Count = 20; Job = '$people.AccountId | Remove-AtlassianUser' }
        @{ Cmdlet = 'Restore-AtlassianUser'; Count = 20; Prepare = '$people.AccountId | Remove-AtlassianUser'; Job = '$people.AccountId | Restore-AtlassianUser' }
        @{ Cmdlet = 'Resume-AtlassianUser'; Count = 20; Prepare = '$people.AccountId | Suspend-AtlassianUser'; Job = '$people.AccountId | Resume-AtlassianUser' }
        @{ Cmdlet = 'Revoke-AtlassianApiKey'; Prepare = '$key = Get-AtlassianApiKey | Where-Object CreatedByEmail -EQ already.disabled@example.com | Select-Object -First 1'; Job = '$key | Revoke-AtlassianApiKey' }
        @{ Cmdlet = 'Revoke-AtlassianApiToken'; Count = 4; Prepare = '$tokens = Get-AtlassianApiToken | Select-Object -First 4'; Job = '$tokens | Revoke-AtlassianApiToken' }
        @{ Cmdlet = 'Revoke-AtlassianGroupRole'; Prepare = '$group = Get-AtlassianGroup dept-finance; $product = Get-AtlassianWorkspace -Product jira-servicedesk | Select-Object -First 1; $group | Grant-AtlassianGroupRole -Role atlassian/user -Resource $product'; Job = '$group | Revoke-AtlassianGroupRole -Role atlassian/user -Resource $product' }
        @{ Cmdlet = 'Revoke-AtlassianUserRole'; Count = 20; Prepare = '$product = Get-AtlassianWorkspace -Product jira-servicedesk | Select-Object -First 1; $people.AccountId | Grant-AtlassianUserRole -Role atlassian/user -Resource $product'; Job = '$people.AccountId | Revoke-AtlassianUserRole -Role atlassian/user -Resource $product' }
        @{ Cmdlet = 'Revoke-AtlassianUserToken'; Count = 3; Prepare = '$tokens = Get-AtlassianUserToken many.tokens@example.com | Select-Object -First 3'; Job = '$tokens | Revoke-AtlassianUserToken' }
        @{ Cmdlet = 'Set-AtlassianScimGroup'; Prepare = 'New-AtlassianScimGroup measured'; Job = 'Set-AtlassianScimGroup measured -Member $synced[0].Email' }
        @{ Cmdlet = 'Set-AtlassianScimUser'; Count = 4; Prepare = '$users = $synced | Get-AtlassianScimUser'; Job = '$users.ScimUserId | Set-AtlassianScimUser -JobTitle Measured' }
        @{ Cmdlet = 'Set-AtlassianUserEmail'; Count = 20; Job = '$people | ForEach-Object { [pscustomobject]@{ AccountId = $_.AccountId; NewEmail = "moved.$($_.Email)" } } | Set-AtlassianUserEmail' }
        @{ Cmdlet = 'Set-AtlassianUserProfile'; Count = 20; Job = '$people.AccountId | Set-AtlassianUserProfile -JobTitle Measured' }
        @{ Cmdlet = 'Suspend-AtlassianUser'; Count = 20; Job = '$people.AccountId | Suspend-AtlassianUser' }
        @{ Cmdlet = 'Test-AtlassianConnection'; Prepare = 'Disconnect-AtlassianSite; Disconnect-AtlassianScimDirectory'; Job = 'Test-AtlassianConnection' }
        @{ Cmdlet = 'Undo-AtlassianChange'; Count = 20; Prepare = 'Connect-AtlassianOrganization @here -Name kept -JournalPath $journal; $people.AccountId | Grant-AtlassianUserRole -Role atlassian/user -Resource (Get-AtlassianWorkspace -Product jira-servicedesk | Select-Object -First 1); Disconnect-AtlassianOrganization; Connect-AtlassianOrganization @here'; Job = 'Undo-AtlassianChange -JournalPath $journal' }
    )
    # Help says what they cost, and no test measures it.
    Unmeasured = @{
        'Update-AtlassianAdminKey' = 'needs a vault'
    }
    # Have parameters of a connection, and send nothing.
    Offline    = @('Select-AtlassianConnection')
}
