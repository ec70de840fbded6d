# What each example of the help shows: for each page its examples in order, for each about topic all its examples together.
# Shows  a script that runs in the session of the example; $Output is what the example returned
# As     what that script returns, as text
# Errors the codes of the errors that the example is about
# Warnings what the warnings that the example is about say
# NotRun why an example is only parsed; its page marks it with the language powershell-interactive
@{
    'Approve-AtlassianPlan' = @(
        @{ Shows = '$Output[0].Signer; $Output[0].PlanDigest -like ''sha256:*''; @($Output[1..9] | Sort-Object -Unique).Count; $Output[1] -like ''CN=Jo Reviewer (*'''; As = 'CN=Jo Reviewer', 'True', '1', 'True' }
        @{ NotRun = 'needs a certificate of Windows' }
    )
    'Connect-AtlassianOrganization' = @(
        @{ Shows = '$Output.IsSandbox; $Output.DisplayName'; As = 'True', 'Sandbox Company [sandbox]' }
        @{ NotRun = 'asks for a key' }
        @{ NotRun = 'connects to Atlassian' }
        @{ Shows = '$Output.Name; (Get-AtlassianConnection -Current).KeySource'; As = 'Sandbox Company', 'environment variable ATLASSIAN_KEY' }
        @{
            Shows = 'Get-AtlassianChange -Last | ForEach-Object { ''{0} {1}'' -f $_.Outcome, $_.ErrorCode }'
            As    = 'Failed ProtectedAccount', 'Changed ', 'Changed ', 'AlreadyInState '
        }
        @{ Errors = 'ReadOnlyConnection'; Shows = '(Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'active' }
        @{ Shows = '@($Output.AccountId | Sort-Object -Unique).Count; (Get-AtlassianConnection -Current).Name'; As = '2', 'America' }
        @{ NotRun = 'needs Azure Automation' }
    )
    'Connect-AtlassianScimDirectory' = @(
        @{ Shows = '(Get-AtlassianUserProfile scim.managed@example.com).AccountStatus; (Get-AtlassianChange -Last).Route'; As = 'inactive', 'Scim' }
        @{ Shows = '(Get-AtlassianConnection -Current).ScimDirectoryId -eq $sandbox.ScimDirectoryId; (Get-AtlassianConnection -Current).ScimKeySource'; As = 'True', '-ApiKey' }
        @{ NotRun = 'asks for a key' }
    )
    'Disconnect-AtlassianScimDirectory' = @(
        @{ Shows = '$Output.Name; $null -eq $Output.ScimDirectoryId'; As = 'Sandbox Company', 'True' }
        @{ Shows = '$Output.Name; $null -eq $Output.ScimDirectoryId'; As = 'Practice', 'True' }
    )
    'Get-AtlassianScimUser' = @(
        @{ Shows = '$Output.AccountId -eq (Get-AtlassianUser scim.managed@example.com).AccountId'; As = 'True' }
        @{ Shows = '$Output.UserName'; As = 'unlinked.record@example.com' }
        @{ Shows = '($Output | Out-String) -match ''scim.disabled@example.com'''; As = 'True' }
    )
    'New-AtlassianScimUser' = @(
        @{ Shows = '$Output.Active; (Get-AtlassianUser neu@example.com).Name'; As = 'True', 'Neu Mann' }
        @{ Shows = '$Output.UserName; (Get-AtlassianChange -Last).Outcome'; As = 'neu@example.com', 'alt@example.com', 'Changed', 'Changed' }
    )
    'Set-AtlassianScimUser' = @(
        @{ Shows = '(Get-AtlassianUserProfile scim.managed@example.com).JobTitle'; As = 'Team lead' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; (Get-AtlassianScimUser scim.managed@example.com).Department -ne ''Legal'''; As = 'WhatIf', 'True' }
    )
    'Disable-AtlassianScimUser' = @(
        @{ Shows = '$Output | ForEach-Object { ''{0} {1} {2}'' -f $_.Outcome, $_.After, $_.Verified }; (Get-AtlassianUserProfile scim.managed@example.com).AccountStatus'; As = 'Changed inactive True', 'Changed active True', 'active' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; (Get-AtlassianChange -Last)[1].After.ToString()'; As = 'WhatIf', 'WhatIf', 'inactive' }
    )
    'Enable-AtlassianScimUser' = @(
        @{ Shows = '$Output.Outcome; (Get-AtlassianUserProfile scim.disabled@example.com).AccountStatus'; As = 'Changed', 'active' }
        @{ Shows = '(Get-AtlassianChange -Last).Input; (Get-AtlassianScimUser scim.managed@example.com).Active'; As = 'scim.managed@example.com', 'True' }
    )
    'Remove-AtlassianScimUser' = @(
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; @(Get-AtlassianScimUser unlinked.record@example.com).Count'; As = 'WhatIf', '1' }
        @{ Shows = '''{0} {1}'' -f $Output.Outcome, $Output.After; (Get-AtlassianUserProfile scim.managed@example.com).AccountStatus; @(Get-AtlassianScimLink scim.managed@example.com).Count'; As = 'Changed deleted', 'inactive', '0' }
    )
    'Get-AtlassianScimGroup' = @(
        @{ Shows = '$Output.Count; $Output[0].Name'; As = '3', 'okta-everyone' }
        @{ Shows = '$Output.Count; $Output -like ''*@*'' | Measure-Object | ForEach-Object Count'; As = '2', '2' }
    )
    'New-AtlassianScimGroup' = @(
        @{ Shows = '$Output.Members.Name; (Get-AtlassianGroup okta-support).ExternalSynced'; As = 'scim.managed@example.com', 'True' }
        @{ Shows = '$Output.Name; $Output.Members.Count'; As = 'okta-developers', '2' }
    )
    'Set-AtlassianScimGroup' = @(
        @{ Shows = '''{0} {1} {2}'' -f $Output.Outcome, $Output.Before, $Output.After; (Get-AtlassianScimGroup okta-engineering).Members.Name'; As = 'Changed 2 members 1 members', 'scim.managed@example.com' }
        @{ Shows = '(Get-AtlassianScimGroup okta-engineering).Members.Count; (Get-AtlassianChange -Last).Outcome'; As = '0', 'Changed' }
    )
    'Remove-AtlassianScimGroup' = @(
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; @(Get-AtlassianScimGroup okta-engineering).Count'; As = 'WhatIf', '1' }
        @{ Shows = '@(Get-AtlassianScimGroup okta-eng*).Count; @(Get-AtlassianGroup okta-eng*).Count'; As = '0', '0' }
    )
    'Add-AtlassianScimGroupMember' = @(
        @{ Shows = '''{0} {1} {2}'' -f $Output.Outcome, $Output.Before, $Output.After; (Get-AtlassianGroup -Member scim.managed@example.com).Name -contains ''okta-engineering'''; As = 'Changed no_member member', 'True' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; (Get-AtlassianChange -Last).After | ForEach-Object ToString'; As = 'WhatIf', 'WhatIf', 'member', 'member' }
    )
    'Remove-AtlassianScimGroupMember' = @(
        @{ Shows = '''{0} {1} {2}'' -f $Output.Outcome, $Output.Before, $Output.After; (Get-AtlassianGroup -Member scim.managed@example.com).Name -contains ''okta-everyone'''; As = 'Changed member no_member', 'False' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; (Get-AtlassianScimGroup okta-everyone).Members.Name -contains ''scim.managed@example.com'''; As = 'WhatIf', 'WhatIf', 'True' }
    )
    'Get-AtlassianScimSchema' = @(
        @{ Shows = '($Output | Out-String) -match ''userName +string'''; As = 'True' }
        @{ Shows = '$Output.Count; $Output[0]'; As = '3', 'urn:ietf:params:scim:schemas:core:2.0:User' }
    )
    'Get-AtlassianScimLink' = @(
        @{ Shows = '($Output | Out-String) -match ''ScimDirectoryId +: \S+'''; As = 'True' }
        @{ Shows = '$Output.Email; $null -eq $Output.AccountId'; As = 'unlinked.record@example.com', 'True' }
    )
    'Remove-AtlassianScimLink' = @(
        @{ Shows = '''{0} {1}'' -f $Output.Outcome, $Output.After; (Get-AtlassianUserPermission scim.managed@example.com -Privilege lifecycle.enablement).Allowed'; As = 'Changed unlinked', 'True' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; @(Get-AtlassianScimLink scim.managed@example.com).Count'; As = 'WhatIf', '1' }
    )
    'Remove-AtlassianScimRecord' = @(
        @{ Shows = '''{0} {1}'' -f $Output.Outcome, $Output.After; (Get-AtlassianUserProfile scim.managed@example.com).AccountStatus'; As = 'Changed unlinked', 'active' }
        @{ Shows = '(Get-AtlassianChange -Last).Outcome; @(Get-AtlassianScimLink scim.managed@example.com).Count'; As = 'WhatIf', 'WhatIf', '1' }
    )
    'Disable-AtlassianUser' = @(
        @{ Shows = '(Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'inactive' }
        @{
            Shows = 'Import-Csv results.csv | ForEach-Object { $_.Input, $_.Outcome, $_.ErrorCode, $_.Verified -join '' '' }'
            As    = 'mia.active@example.com Changed  True', 'scim.managed@example.com Failed ManagedByScim ',
                'already.disabled@example.com AlreadyInState  True', 'nobody@example.com Failed IdentityNotFound '
        }
        @{
            Shows = 'Get-AtlassianChange -Last | ForEach-Object { ''{0} {1}'' -f $_.Outcome, $_.ErrorCode }; (Get-AtlassianUserProfile mia.active@example.com).AccountStatus'
            As    = 'WhatIf ', 'WhatIf ManagedByScim', 'WhatIf AccountNotManaged', 'active'
        }
        @{
            Shows = '''mia.active@example.com'', ''already.disabled@example.com'' | Get-AtlassianUserProfile | ForEach-Object AccountStatus; $changes.Outcome'
            As    = 'active', 'inactive', 'Changed', 'AlreadyInState'
        }
        @{ Shows = '$Output[0]; $Output[1] -like ''*identity provider*'''; As = 'ManagedByScim,AtlassianAdmin.Commands.Accounts.DisableAtlassianUserCommand', 'True' }
        @{ Shows = '(Get-AtlassianChange -Last).Route; ''scim.managed@example.com'', ''mia.active@example.com'' | Get-AtlassianUserProfile | ForEach-Object AccountStatus'; As = 'Scim', 'Account', 'inactive', 'inactive' }
    )
    'Disconnect-AtlassianOrganization' = @(
        @{ Shows = '@(Get-AtlassianConnection).Count'; As = '0' }
        @{ Shows = '@(Get-AtlassianConnection -Current).Count; (Get-AtlassianConnection).Name'; As = '0', 'Sandbox Company' }
        @{ Shows = '@(Get-AtlassianConnection).Count'; As = '0' }
    )
    'Enable-AtlassianUser' = @(
        @{ Shows = '(Get-AtlassianUserProfile already.disabled@example.com).AccountStatus'; As = 'active' }
        @{
            Shows = '''mia.active@example.com'', ''saml.profile@example.com'', ''already.disabled@example.com'' | Get-AtlassianUserProfile | ForEach-Object AccountStatus; (Get-AtlassianChange -Last).Outcome'
            As    = 'active', 'active', 'inactive', 'Changed', 'Changed'
        }
        @{ Errors = 'AccountPendingDeletion' }
    )
    'Export-AtlassianPlan' = @(
        @{ Shows = '[bool]($Output -like ''sha256:*''); (Import-AtlassianPlan plan.json).Digest -eq $Output'; As = 'True', 'True' }
        @{ Warnings = 'Not everything can be done here: scim.managed@example.com. scim.managed@example.com is owned by an identity provider through SCIM, so disabling must be done there.'; Shows = '(Import-Csv worklist.csv)[-1].Task'; As = 'Deactivate the person' }
    )
    'Get-AtlassianAdminKey' = @(
        @{ Shows = '$Output.SecretName; $Output.DaysLeft; $Output.OrganizationId -eq $sandbox.OrganizationId'; As = 'AtlassianAdminKey', '89', 'True' }
        @{ Shows = '$Output.SecretName; $Output.DaysLeft'; As = 'AtlassianAdminKey', '11' }
        @{ Errors = 'SecretNotFound' }
    )
    'Get-AtlassianChange' = @(
        @{ Shows = 'Get-AtlassianChange -Last | ForEach-Object { ''{0} {1}'' -f $_.Outcome, $_.ErrorCode }; ($Output | Out-String) -match ''ManagedByScim'''; As = 'Changed ', 'Failed ManagedByScim', 'True' }
        @{ Shows = '@($Output).Count; (Get-AtlassianChange -Last).Outcome'; As = '0', 'Changed' }
        @{
            Shows = '''mia.active@example.com'', ''already.disabled@example.com'' | Get-AtlassianUserProfile | ForEach-Object AccountStatus; (Get-AtlassianConnection).PeopleChanged'
            As    = 'active', 'inactive', '1'
        }
        @{ Shows = '($Output | Out-String) -match ''HR-7''; (Get-AtlassianChange -JournalPath leavers.jsonl).Outcome'; As = 'True', 'Changed' }
        @{ Shows = 'Import-Csv summary.csv | ForEach-Object Result'; As = 'Done', 'Failed' }
    )
    'Get-AtlassianConnection' = @(
        @{ Shows = '$Output.Name'; As = 'Sandbox Company' }
        @{ Shows = '$Output.PeopleChanged'; As = '1' }
        @{ Shows = '$Output.Name'; As = 'Practice 2' }
    )
    'Get-AtlassianDirectory' = @(
        @{ Shows = '$Output.Name'; As = 'Sandbox Company', 'Sandbox Partners' }
        @{ Shows = '$Output.Name'; As = 'Sandbox Partners' }
        @{ Shows = '$Output.Name'; As = 'Sandbox Company' }
        @{ Shows = '$Output | ForEach-Object { ''{0}: {1}'' -f $_.Email, $_.Directories }'; As = 'alex.kim@example.com: Sandbox Company', 'alex.kim@example.org: Sandbox Company' }
    )
    'Get-AtlassianOrganization' = @(
        @{ Shows = '$Output.Name'; As = 'Sandbox Company' }
        @{ Errors = 'This is not the organization that the list is for.' }
    )
    'Get-AtlassianUser' = @(
        @{ Shows = '($Output | Out-String) -match ''Mia Active'''; As = 'True' }
        @{ Shows = '$Output.Email'; As = 'alex.kim@example.com', 'alex.kim@example.org' }
        @{ Shows = '$Output | ForEach-Object { $_.Email, $_.ClaimStatus -join '' '' }'; As = 'mia.active@example.com managed', 'scim.managed@example.com managed', 'contractor@example.net unmanaged' }
        @{ Shows = '$Output.Status | Sort-Object -Unique'; As = 'deactivated', 'suspended' }
        @{ Shows = '$Output.Email -contains ''contractor@example.net''; $Output.Email -contains ''mia.active@example.com'''; As = 'True', 'False' }
        @{ Shows = '$Output.Count -gt 0; @($Output | Where-Object { $_.LastActive -ge $limit }).Count'; As = 'True', '0' }
        @{ Errors = 'IdentityNotFound' }
        @{
            Shows = '$Output.Count -gt 0; $last = @{}; Get-AtlassianUser -Resource sandbox.example.com/jira-software -Expand productAccess | ForEach-Object { $last[$_.Email] = ($_.ProductAccess | Where-Object Key -EQ jira-software).LastActive }; @($Output | Where-Object { $last[$_.Email] -ge $limit }).Count'
            As    = 'True', '0'
        }
        @{ Shows = '$Output.Email'; As = 'admin@example.com', 'alex.kim@example.org' }
        @{ Shows = '$people = Import-Csv no-mfa.csv; $people.Count -gt 0; $people.MfaEnabled | Sort-Object -Unique'; As = 'True', 'False' }
        @{ Shows = '$row = $Output | Where-Object Email -EQ contractor@example.net; $row.Groups.Name -contains ''contractors'''; As = 'True' }
        @{ Shows = '$Output.Count; $Output[0].Email -eq (Get-AtlassianUser -Group dept-finance, dept-legal)[20].Email'; As = '10', 'True' }
    )
    'Get-AtlassianUserPermission' = @(
        @{ Shows = '$text = $Output | Out-String; $text -match ''ManagedByScim''; $text -match ''Remedy'''; As = 'True', 'True' }
        @{ Shows = '($Output | Out-String) -match ''profile.write +Name +ManagedBySaml'''; As = 'True' }
        @{
            Shows = '$Output | ForEach-Object { $_.Email, $_.Allowed, $_.ErrorCode -join '' '' }'
            As    = 'mia.active@example.com True ', 'scim.managed@example.com False ManagedByScim', 'google.managed@example.com False ManagedByGoogle', 'admin@example.com False NotAllowedOnSelf'
        }
        @{ Errors = 'AccountNotManaged' }
    )
    'Get-AtlassianUserProfile' = @(
        @{ Shows = '($Output | Out-String) -match ''Mia Active'''; As = 'True' }
        @{ Shows = '(Import-Csv profiles.csv).Email'; As = 'mia.active@example.com', 'saml.profile@example.com' }
        @{ Shows = '$Output.Count -gt 0; @($Output | Get-AtlassianUserProfile | Where-Object Department).Count'; As = 'True', '0' }
    )
    'Get-AtlassianUserToken' = @(
        @{ Shows = '$Output.Count; $Output[0].Email'; As = '40', 'many.tokens@example.com' }
        @{ Shows = '$Output.Count -gt 0; $Output.Count -eq @(Get-AtlassianUserToken many.tokens@example.com | Where-Object { $null -eq $_.LastAccess }).Count'; As = 'True', 'True' }
        @{ Shows = '$Output | ForEach-Object { $_.Name, $_.Count -join '' '' }'; As = 'many.tokens@example.com 40', 'mia.active@example.com 3' }
    )
    'Import-AtlassianPlan' = @(
        @{ Shows = '$Output.PlannedCount'; As = '1' }
        @{ Errors = 'PlanAltered' }
    )
    'Invoke-AtlassianPlan' = @(
        @{ Shows = '$Output[0].Outcome; $Output[-1].Action; (Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'Changed', 'Disable', 'inactive' }
        @{ Shows = '$Output.Outcome; Test-Path leavers.jsonl; (Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'WhatIf', 'WhatIf', 'WhatIf', 'WhatIf', 'False', 'active' }
        @{ Shows = '$Output[0].Name; $Output[0].Count'; As = 'AlreadyInState', '2' }
        @{ Shows = '(Get-AtlassianUserProfile mia.active@example.com).AccountStatus; (Get-AtlassianUserProfile alex.kim@example.com).AccountStatus; ''Mia Active'', ''Alex Kim'' | ForEach-Object { Select-String leavers.html -Pattern $_ -Quiet }'; As = 'inactive', 'inactive', 'True', 'True' }
    )
    'New-AtlassianEmailMovePlan' = @(
        @{ Warnings = 'Not planned: scim.managed@example.com. scim.managed@example.com is owned by an identity provider through SCIM, so changing the e-mail address must be done there.'; Shows = '$plan.StageCount; $plan.Steps.Target -join '',''; ($plan.People.Decision) -join '','''; As = '2', 'mia.new@example.com,mia.active@example.com', 'Planned,Planned,Refused' }
        @{
            Warnings = @(
                'Not planned: google.managed@example.com. google.managed@example.com is synchronized from Google Workspace, so changing the e-mail address must be done there.'
                'Not planned: closed.account@example.com. closed.account@example.com is closed: it was deleted for good, and nothing can be changed on it any more.'
                'Not planned: alex.kim@example.com. NewEmail has a value that Atlassian does not take: alex.kim@example.org belongs to the account 712020:463f7212-2a42-48ec-ac7d-ee7f71af8e36 (Alex Kim).'
                'Not planned: xiuying.wang.0158@example.com. xiuying.wang.0158@example.com is synchronized from Google Workspace, so changing the e-mail address must be done there.'
                'Not planned: qiang.zhang.0190@example.com. qiang.zhang.0190@example.com is synchronized from Google Workspace, so changing the e-mail address must be done there.'
                'Not planned: aarav.joshi.0195@example.com. aarav.joshi.0195@example.com is closed: it was deleted for good, and nothing can be changed on it any more.'
                'Not planned: mia.cole.0221@example.com. mia.cole.0221@example.com is synchronized from Google Workspace, so changing the e-mail address must be done there.'
                'Not planned: wei.wang.0223@example.com. wei.wang.0223@example.com is synchronized from Google Workspace, so changing the e-mail address must be done there.'
            )
            Shows = '($plan.Steps.Action | Sort-Object -Unique) -join '',''; $plan.PlannedCount -gt 100; $plan.Kind'
            As = 'SetEmail,SetScimUser', 'True', 'EmailMove'
        }
    )
    'New-AtlassianOffboardingPlan' = @(
        @{ Warnings = 'Not planned: admin@example.com. admin@example.com is the administrator''s own account, and off-boarding is not allowed on oneself.'; Shows = '$Output.PlannedCount; $Output.RefusedCount; ($Output.Steps.Action) -join '',''; ($Output | Out-String) -match ''PLANNED Mia Active'''; As = '2', '1', 'RevokeToken,Disable,Suspend', 'True' }
        @{ Warnings = 'Not everything can be done here: mia.active@example.com. For the admin of the identity provider: Take the person out of the group okta-everyone.'; Shows = '$Output[0].Action; $Output[-1].Action; $Output[0].CanBeUndone'; As = 'RevokeToken', 'Disable', 'False' }
        @{ Warnings = 'Not everything can be done here: scim.managed@example.com. scim.managed@example.com is owned by an identity provider through SCIM, so disabling must be done there.'; Shows = '($Output | Out-String) -match ''ManagedByScim''; $Output[-1].Task'; As = 'True', 'Deactivate the person' }
    )
    'New-AtlassianPlan' = @(
        @{ Shows = '$Output.StageCount; $Output.Steps.Stage -join '',''; $Output.Steps[1].After; ($Output | Out-String) -match ''2.1 Set the e-mail address to mia.active@example.com .*, after 1.1'''; As = '2', '1,2', '1.1', 'True' }
        @{ Shows = '$Output.Outcome -join '',''; (Get-AtlassianUserProfile saml.profile@example.com).Name; (Get-AtlassianUserProfile mia.active@example.com).Name'; As = 'Changed,Changed,Changed', 'Mia Active', 'Sam Saml' }
        @{ Shows = '$Output.Steps.Action -join '',''; $Output.PlannedCount; $Output.Reason'; As = 'Disable,RevokeToken,RevokeToken,RevokeToken', '1', 'Left the company' }
    )
    'Remove-AtlassianAdminKey' = @(
        @{ Shows = '@(Get-AtlassianAdminKey).Count; $sandbox.UserCount'; As = '0', '250' }
        @{ Shows = '@(Get-AtlassianAdminKey).Count; $sandbox.UserCount'; As = '0', '250' }
    )
    'Remove-AtlassianUser' = @(
        @{
            Shows = 'Get-AtlassianChange -Last | ForEach-Object { ''{0} {1}'' -f $_.Outcome, $_.ErrorCode }; (Get-AtlassianUser mia.active@example.com).Status'
            As    = 'WhatIf ', 'WhatIf ManagedByScim', 'active'
        }
        @{ Shows = '$Output[0].Outcome; $Output[0].Verified; $Output[1].Status'; As = 'Changed', 'True', 'for_deletion' }
        @{ Shows = '@(Get-AtlassianChange -Last).Count; (Get-AtlassianChange -Last).Outcome | Sort-Object -Unique'; As = '5', 'WhatIf' }
        @{ Shows = '(Get-AtlassianUser mia.active@example.com).Status; (Get-AtlassianChange -Last).Action'; As = 'active', 'Restore' }
    )
    'Restore-AtlassianUser' = @(
        @{ Shows = '$Output.Outcome; $Output.Verified; (Get-AtlassianUser pending.deletion@example.com).Status'; As = 'Changed', 'True', 'active' }
        @{ Shows = '(Get-AtlassianUser pending.deletion@example.com).Status'; As = 'deactivated' }
        @{
            Shows = '(Get-AtlassianChange -Last).Email -contains ''pending.deletion@example.com''; (Get-AtlassianChange -Last).Outcome | Sort-Object -Unique'
            As    = 'True', 'WhatIf'
        }
    )
    'Revoke-AtlassianUserToken' = @(
        @{ Shows = '$Output.Count; $Output | ForEach-Object { ''{0} {1} {2}'' -f $_.Before, $_.After, $_.Outcome } | Sort-Object -Unique; @(Get-AtlassianUserToken many.tokens@example.com).Count'; As = '40', 'present revoked Changed', '0' }
        @{ Shows = '$left = Get-AtlassianUserToken many.tokens@example.com; $left.Count; @($left | Where-Object Label -eq ''CI deploy'').Count'; As = '35', '0' }
        @{
            Shows = '@($leavers | Get-AtlassianUserToken).Count; $leavers | Get-AtlassianUserProfile | ForEach-Object AccountStatus'
            As    = '0', 'inactive', 'inactive'
        }
        @{ Errors = 'TokenNotFound' }
    )
    'Select-AtlassianConnection' = @(
        @{ Shows = '$Output.Name'; As = 'One' }
        @{ Shows = '$Output.Email'; As = 'mia.active@example.com', 'mia.active@example.com' }
    )
    'Set-AtlassianAdminKey' = @(
        @{ NotRun = 'asks for a key' }
        @{
            Shows = '$Output.SecretName; $Output.OrganizationId -eq $sandbox.OrganizationId; $Output.DaysLeft; (Get-AtlassianConnection -Current).KeySource'
            As    = 'AtlassianAdminKey', 'True', '89', 'secret AtlassianAdminKey in vault Practice'
        }
        @{
            Shows = '(Get-AtlassianAdminKey).SecretName | Sort-Object; (Get-AtlassianConnection -Current).OrganizationId -eq $two.OrganizationId'
            As    = 'AtlassianAdminKey-America', 'AtlassianAdminKey-Europe', 'True'
        }
        @{ Errors = 'SecretExists' }
    )
    'Set-AtlassianUserEmail' = @(
        @{ Shows = '$Output.Outcome; $Output.Verified; (Get-AtlassianUser mia.moved@example.com).Name'; As = 'Changed', 'True', 'Mia Active' }
        @{ Shows = '(Get-AtlassianUser mia.active@example.org, saml.profile@example.org).Name'; As = 'Mia Active', 'Sam Saml' }
        @{ Errors = 'DomainNotVerified' }
    )
    'Set-AtlassianUserProfile' = @(
        @{ Shows = '$now = Get-AtlassianUserProfile mia.active@example.com; $now.JobTitle; $now.Department; $Output.Verified'; As = 'Staff engineer', 'Platform', 'True' }
        @{
            Shows = '''mia.active@example.com'', ''many.tokens@example.com'' | Get-AtlassianUserProfile | ForEach-Object { $_.Name, $_.Department -join '': '' }'
            As    = 'Mia Active: Research', 'Tom Tokens: Research'
        }
        @{ Shows = '''alex.kim@example.com'', ''alex.kim@example.org'' | Get-AtlassianUserProfile | ForEach-Object Location'; As = 'Lisbon', 'Lisbon' }
        @{ Errors = 'FieldNotWritable'; Shows = '(Get-AtlassianUserProfile saml.profile@example.com).Name'; As = 'Sam Saml' }
    )
    'Start-AtlassianSandbox' = @(
        @{ Shows = '$Output.Outcome; $Output.Verified'; As = 'Changed', 'True' }
        @{ Shows = '$Output.UserCount; $Output.Uri.IsLoopback'; As = '2000', 'True' }
        @{
            Errors   = 'KeyHasScopes'
            Warnings = 'This API key was created with scopes, and Atlassian refuses every scoped key for managing accounts. Scopes cannot be removed from a key. Create an API key WITHOUT scopes at admin.atlassian.com > Organization settings > API keys, then run: Connect-AtlassianOrganization -OrganizationId <id> -ApiKey (Read-Host -AsSecureString).'
        }
        @{ Shows = '$Output'; As = '250' }
    )
    'Stop-AtlassianSandbox' = @(
        @{
            Shows = '$sandbox.UserCount; try { [Net.Sockets.TcpClient]::new(''127.0.0.1'', $sandbox.Port).Dispose(); ''answers'' } catch { ''is stopped'' }'
            As    = '250', 'is stopped'
        }
        @{
            Shows = '$first, $second | ForEach-Object { $_.UserCount; try { [Net.Sockets.TcpClient]::new(''127.0.0.1'', $_.Port).Dispose(); ''answers'' } catch { ''is stopped'' } }'
            As    = '250', 'is stopped', '250', 'is stopped'
        }
    )
    'Test-AtlassianJournal' = @(
        @{ Shows = '$Output.IsIntact; $Output.Lines; $Output.Faults.Count'; As = 'True', '3', '0' }
        @{ Shows = '$Output.Kind; $Output.Line'; As = 'Altered', '2' }
        @{ Shows = '$Output'; As = 'False' }
    )
    'Test-AtlassianConnection' = @(
        @{
            Shows = '$Output | ForEach-Object { $_.Check, $_.Status -join '': '' }'
            As    = 'Key shape: Pass', 'Host reachable: Pass', 'Key accepted: Pass', 'Organization visible: Pass', 'Verified domains: Pass', 'Directories: Pass',
                'Account management: Pass', 'Key expiry: Skipped', 'SCIM key accepted: Skipped', 'Site token accepted: Skipped'
        }
        @{ Shows = '$text = $Output | Out-String; $text -match ''Check +: Account management''; $text -match ''KeyHasScopes'''; As = 'True', 'True' }
        @{ Shows = '($Output | Where-Object Status -eq Fail).ErrorCode; ($Output | Where-Object Check -eq ''Account management'').Status'; As = 'PersonalTokenUsed', 'Skipped' }
        @{ Warnings = 'The key is not good: run Test-AtlassianConnection.' }
    )
    'Undo-AtlassianChange' = @(
        @{ Shows = '$Output.Action; $Output.Outcome; (Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'Enable', 'Changed', 'active' }
        @{ Shows = '''mia.active@example.com'', ''saml.profile@example.com'' | Get-AtlassianUserProfile | ForEach-Object AccountStatus'; As = 'active', 'inactive' }
        @{ Shows = '(Get-AtlassianUserProfile mia.active@example.com).AccountStatus'; As = 'inactive' }
    )
    'Update-AtlassianAdminKey' = @(
        @{ NotRun = 'asks for a key' }
        @{
            Shows = '$Output.DaysLeft; (Connect-AtlassianOrganization -SecretName AtlassianAdminKey -BaseUri $sandbox.Uri -PassThru).OrganizationName'
            As    = '364', 'Sandbox Company'
        }
        @{
            Errors = 'KeyHasScopes'
            Shows  = 'Connect-AtlassianOrganization -SecretName AtlassianAdminKey -BaseUri $sandbox.Uri; Disable-AtlassianUser mia.active@example.com -PassThru | ForEach-Object Outcome'
            As     = 'Changed'
        }
    )
    'about_AtlassianAdmin' = @{
        Shows = 'Import-Csv results.csv | ForEach-Object { $_.Input, $_.Outcome, $_.ErrorCode -join '' '' }; Get-AtlassianChange -Last | ForEach-Object { $_.Action, $_.Email, $_.Outcome -join '' '' }'
        As    = 'mia.active@example.com Changed ', 'many.tokens@example.com Changed ', 'scim.managed@example.com Failed ManagedByScim', 'already.disabled@example.com AlreadyInState ',
            'contractor@example.net Failed AccountNotManaged', 'Enable mia.active@example.com Changed', 'Enable many.tokens@example.com Changed'
    }
    'about_AtlassianAdmin_Errors' = @{
        Shows = '$Output[0].Code; $Output[0].Who; (Get-AtlassianUserProfile pending.deletion@example.com).AccountStatus'
        As    = 'ManagedByScim', 'scim.managed@example.com', 'active'
    }
    'about_AtlassianAdmin_Identity' = @{
        Shows  = '($Output | Where-Object { $_ -is [AtlassianAdmin.Client.Users.User] }).Email; ($Output | Out-String) -match ''saml.profile@example.com'''
        As     = 'mia.active@example.com', 'mia.active@example.com', 'True'
        Errors = 'IdentityNotFound', 'InvalidIdentity', 'InvalidIdentity'
    }
    'about_AtlassianAdmin_Keys' = @{
        Shows = '(Get-AtlassianConnection -Current).KeySource; ($Output | Out-String) -match ''KeyHasScopes'''
        As    = 'environment variable ATLASSIAN_KEY', 'True'
    }
    'about_AtlassianAdmin_Sandbox' = @{
        Shows = '($Output | Where-Object { $_ -is [AtlassianAdmin.Changes.Running.Change] }).Outcome; ($Output | Out-String) -match ''PersonalTokenUsed'''
        As    = 'Changed', 'Changed', 'True'
    }
    # The whole organization.
    'Add-AtlassianGroupMember' = @(
        @{ Shows = '(Get-AtlassianGroupMember dept-finance).Email -contains ''mia.active@example.com'''; As = 'True' }
        @{
            Shows = '$Output | ForEach-Object { $_.Email, $_.Outcome, $_.ErrorCode -join '' '' }'
            As    = 'mia.active@example.com Changed ', 'many.tokens@example.com Changed ', 'many.tokens@example.com Failed GroupManagedExternally'
        }
        @{
            Shows = '$members = (Get-AtlassianGroupMember dept-finance).Email; @((Get-AtlassianGroupMember dept-legal).Email | Where-Object { $_ -notin $members }).Count'
            As    = '0'
        }
        @{
            Shows = '$groups = (Get-AtlassianGroup -Member mia.active@example.com).Name; @(@((Get-AtlassianGroup -Member alex.kim@example.com | Where-Object { -not $_.IsLocked }).Name) + ''dept-legal'' + ''dept-finance'' | Where-Object { $_ -notin $groups }).Count'
            As    = '0'
        }
    )
    'Get-AtlassianApiKey' = @(
        @{ Shows = '$Output.Count; $Output[0].Label'; As = '6', 'Old automation' }
        @{ Shows = '$Output.Label; $Output.CreatedByEmail'; As = 'Ad-hoc script', 'already.disabled@example.com' }
        @{ Shows = '$Output.Label'; As = 'Automation', 'Ad-hoc script', 'Expires soon' }
    )
    'Get-AtlassianApiToken' = @(
        @{ Shows = '$Output.Count -gt 0; @($Output | Where-Object { -not $_.CreatedAt }).Count'; As = 'True', '0' }
        @{ Shows = '$Output.Count -eq 3; $Output[0].Count; $Output.Name -contains ''many.tokens@example.com'''; As = 'True', '40', 'True' }
        @{ Shows = '$Output.Count -gt 0; @($Output | Where-Object Email -EQ ''mia.active@example.com'').Count'; As = 'True', '0' }
        @{ Shows = '$Output.Count; $Output.Email | Sort-Object -Unique'; As = '40', 'many.tokens@example.com' }
    )
    'Get-AtlassianDomain' = @(
        @{ Shows = '$Output.Name'; As = 'example.com', 'example.org', 'example.net' }
        @{ Shows = '$Output | ForEach-Object { $_.Email, $_.IsManagedDomain -join '' '' }'; As = 'mia.active@example.com True', 'contractor@example.net False' }
    )
    'Get-AtlassianEvent' = @(
        @{ Shows = '@($Output).Count; $Output.Action; $Output.Targets -like ''*@*'''; As = '1', 'user_suspended', 'mia.active@example.com' }
        @{ Shows = '@($Output).Count; $Output.Action; $Output.ActorEmail; $Output.Targets'; As = '1', 'user_deactivated', 'admin@example.com', 'mia.active@example.com' }
        @{ Shows = '$Output.Name; $Output.Count -gt 0'; As = 'admin@example.com', 'True' }
        @{ Shows = '$Output.Count; @($Output | Where-Object Message -NotLike ''Ada Admin: *'').Count'; As = '5', '0' }
        @{ Shows = '@(Import-Csv audit.csv).Count -gt 100; (Import-Csv audit-new.csv).Action'; As = 'True', 'user_suspended' }
        @{ NotRun = 'runs until it is stopped' }
        @{ Shows = '$Output[0].Count -gt 0; $Output[1].IPAddress; $Output[1].Place'; As = 'True', '192.0.2.77', 'Sydney, Australia' }
    )
    'Get-AtlassianEventAction' = @(
        @{ Shows = '$Output.Action'; As = 'api_token_created', 'api_token_revoked' }
        @{ Shows = '$Output.Name | Sort-Object'; As = 'user_added_to_group', 'user_removed_from_group' }
    )
    'Get-AtlassianGroup' = @(
        @{ Shows = '$Output[0].Name; $Output[-1].Name'; As = 'jira-software-users-sandbox', 'nobody-yet' }
        @{ Shows = '$Output.Count; $Output.Name -contains ''dept-finance'''; As = '6', 'True' }
        @{ Shows = '($Output | Where-Object IsLocked).Name'; As = 'okta-everyone', 'okta-engineering' }
        @{ Shows = '$Output.Name'; As = 'jira-admins-sandbox', 'jira-software-users-sandbox' }
        @{ Shows = '@($Output).Count; $Output[-1].Description'; As = '3', 'Partners of the project.' }
    )
    'Get-AtlassianGroupMember' = @(
        @{ Shows = '$Output.Count; $Output[0].Status'; As = '22', 'active' }
        @{ Shows = '(Import-Csv review.csv).Group | Sort-Object -Unique'; As = 'Project Aurora', 'Project O''Brien & Sons <2>' }
        @{ Shows = '$Output.Email -contains ''already.disabled@example.com''; $Output.Status -contains ''active'''; As = 'True', 'False' }
        @{ Errors = 'AmbiguousIdentity'; Shows = '$Output.Email -contains ''contractor@example.net'''; As = 'True' }
    )
    'Get-AtlassianGroupRole' = @(
        @{ Shows = '$Output.ResourceOwner; $Output.Roles'; As = 'jira-software', 'atlassian/user' }
        @{ Shows = '$Output.Count; $Output.Name -contains ''jira-admins-sandbox'''; As = '5', 'True' }
        @{ Shows = '$Output.Name -contains ''confluence-users-sandbox'''; As = 'True' }
    )
    'Get-AtlassianPolicy' = @(
        @{ Shows = '$Output.Count; $Output[0].Name'; As = '6', 'Offices' }
        @{ Shows = '$Output.Values'; As = '203.0.113.0/24', '2001:db8::/32' }
        @{ Shows = '$Output.Name'; As = 'Offices', 'EU' }
    )
    'Export-AtlassianReport' = @(
        @{ Shows = '$page = Get-Content run.html -Raw; $page -match ''<h1>Leavers of May</h1>''; $page -match ''<strong>1</strong><span> already as wanted</span>'''; As = 'True', 'True' }
        @{ Shows = '(Import-Csv idle.csv).Count -eq $idle.Count; (Get-Content idle.html -Raw) -match ''<svg'''; As = 'True', 'True' }
        @{ Shows = '(Get-Content may.html -Raw) -match ''mia.active@example.com'''; As = 'True' }
        @{ Shows = '(Get-Content plan.html -Raw) -match ''HR-7'''; As = 'True' }
        @{ Shows = '$Output.Name; (Get-Item credentials.html).Length -gt 5000'; As = 'credentials.html', 'True' }
        @{ Shows = '$people = Import-Csv people.csv; $people.Count; @($people | Where-Object { $_.Groups -and $_.''jira-software on sandbox.example.com'' -eq ''yes'' }).Count -gt 5'; As = '50', 'True' }
        @{ Shows = '$rows = Import-Csv export-users.csv; @($rows.''User id'' | Sort-Object -Unique).Count; @($rows | Where-Object ''Last seen in Jira - sandbox'' -Match ''^\d\d \w{3} 20\d\d$'').Count -gt 5'; As = '50', 'True' }
        @{ Shows = '$page = Get-Content audit.html -Raw; $page -match ''Audit log of November''; $page -match ''Audit events by action'''; As = 'True', 'True' }
    )
    'Compare-AtlassianUser' = @(
        @{ Shows = '$Output | ForEach-Object { ''{0} {1}'' -f $_.Difference, $_.Input }'; As = 'LeftButActive alex.kim@example.com', 'MissingHere new.hire@example.com' }
        @{ Shows = '$Output.People.Email; $Output.PlannedCount'; As = 'mia.active@example.com', '1' }
        @{ Shows = '$Output.Count -gt 50; $Output.Email -contains ''mia.active@example.com''; @($Output | Where-Object Email -NotLike *@example.com).Count'; As = 'True', 'False', '0' }
    )
    'Get-AtlassianInactiveUser' = @(
        @{ Shows = '$Output.Count -gt 20; @($Output | Where-Object { -not $_.Why }).Count'; As = 'True', '0' }
        @{ Shows = '$Output.Product -contains ''jira-software''; $Output[0].Seats -ge $Output[-1].Seats'; As = 'True', 'True' }
        @{ Shows = '$rows = @(Import-Csv idle.csv); $rows.Count -gt 10; $rows[0].Seats'; As = 'True', 'jira-software, confluence' }
        @{ Shows = 'Get-AtlassianChange -Last | ForEach-Object { "$($_.Action) $($_.Outcome)" } | Sort-Object -Unique'; As = 'Suspend WhatIf' }
    )
    'Get-AtlassianCredentialExposure' = @(
        @{ Shows = '$Output.Label -contains ''Ad-hoc script''; @($Output | Where-Object { -not $_.RecommendedAction }).Count'; As = 'True', '0' }
        @{ Shows = '$Output.Label'; As = 'Expires soon' }
        @{ Shows = '@(Get-AtlassianUserToken many.tokens@example.com | Where-Object { -not $_.Expiry -or $_.Expiry -gt (Get-Date) }).Count'; As = '0' }
        @{ Shows = '$Output.Email -contains ''already.disabled@example.com'' -or $Output.Email -contains ''export.blocked@example.com'''; As = 'True' }
    )
    'Get-AtlassianUserOverview' = @(
        @{ Shows = '$Output.Name; $Output.Groups -contains ''jira-software-users-sandbox: jira-software atlassian/user'''; As = 'Mia Active', 'True' }
        @{ Shows = '(Get-AtlassianUserOverview scim.managed@example.com).CommandDetails[0].ErrorCode; ($Output | Out-String) -match ''ManagedByScim'''; As = 'ManagedByScim', 'True' }
        @{ Shows = '$Output[0].Name; "$($Output[0].Gives)"'; As = 'jira-software-users-sandbox', 'jira-software atlassian/user' }
        @{ Shows = '(Import-Csv overview.csv).Name; (Import-Csv overview.csv)[0].Products -like ''jira-software on sandbox.example.com*'''; As = 'Mia Active', 'Connor Contractor', 'True' }
    )
    'Get-AtlassianUserActivity' = @(
        @{ Shows = '$Output.Key -contains ''confluence'''; As = 'True' }
        @{ Shows = '$Output.Count -gt 0; @($Output | Where-Object { $_.LastActive -ge $limit }).Count'; As = 'True', '0' }
        @{ Shows = '(Import-Csv activity.csv).Email | Sort-Object -Unique'; As = 'many.tokens@example.com', 'mia.active@example.com' }
    )
    'Get-AtlassianUserRole' = @(
        @{ Shows = '$Output.Methods -contains ''atlassian/user: group_direct'''; As = 'True' }
        @{ Shows = '$Output.Email -contains ''admin@example.com''; $Output.Methods -contains ''atlassian/org-admin: group_direct'''; As = 'True', 'True' }
        @{
            Shows = '$Output | ForEach-Object { $_.Email, $_.ResourceOwner -join '' '' } | Sort-Object'
            As    = 'alex.kim@example.org platform', 'google.managed@example.com confluence'
        }
    )
    'Get-AtlassianWorkspace' = @(
        @{ Shows = '$Output.Count; $Output[0].TypeKey'; As = '6', 'jira-software' }
        @{ Shows = '$Output | ForEach-Object { $_.HostUrl, $_.TypeKey -join '' '' }'; As = 'https://partners.example.com confluence' }
        @{ Shows = '$confluence.Count; $Output.Email -contains ''mia.active@example.com'''; As = '2', 'True' }
    )
    'Grant-AtlassianGroupRole' = @(
        @{ Shows = '$role = Get-AtlassianGroupRole dept-finance; $role.ResourceOwner; $role.Roles'; As = 'jira-servicedesk', 'atlassian/user' }
        @{
            Shows = '$Output | ForEach-Object { $_.Input, $_.Outcome, $_.ErrorCode -join '' '' }'
            As    = 'dept-finance Changed ', 'dept-legal Changed ', 'okta-everyone Changed '
        }
        @{ Shows = '$Output.UserCount; @(Get-AtlassianGroupRole dept-legal).Count'; As = '28', '0' }
    )
    'Grant-AtlassianUserRole' = @(
        @{ Shows = '''{0} {1}'' -f $Output.Outcome, $Output.After; $Output.Verified'; As = 'Changed direct', 'True' }
        @{ Shows = '(Get-AtlassianUser -Role atlassian/org-admin).Email -contains ''mia.active@example.com'''; As = 'True' }
        @{ Shows = '(Import-Csv results.csv).Outcome'; As = 'Changed', 'Changed' }
        @{ Errors = 'LicenseLimitReached' }
    )
    'New-AtlassianGroup' = @(
        @{ Shows = '(Get-AtlassianGroupMember ''Leavers 2026'').Email | Sort-Object'; As = 'many.tokens@example.com', 'mia.active@example.com' }
        @{ Shows = '(Get-AtlassianGroup proj-*).Name | Sort-Object'; As = 'proj-one', 'proj-two' }
        @{ Errors = 'GroupExists' }
    )
    'New-AtlassianUserInvitation' = @(
        @{
            Shows = '$Output.Succeeded; (Get-AtlassianUserRole new.person@example.com).Roles; (Get-AtlassianGroup -Member new.person@example.com).Name'
            As    = 'True', 'atlassian/user', 'dept-finance'
        }
        @{ Shows = '$Output | ForEach-Object { $_.Email, $_.Succeeded -join '' '' }'; As = 'first.person@example.com True', 'second.person@example.com True' }
        @{
            Shows = '$Output.Succeeded; (Get-AtlassianGroup -Member first.person@example.com).Name; (Get-AtlassianGroup -Member second.person@example.com).Name; (Get-AtlassianUserRole second.person@example.com).ResourceOwner'
            As    = 'True', 'True', 'dept-finance', 'dept-legal', 'confluence'
        }
        @{ Errors = 'InvitationIncomplete'; Shows = '$Output.Succeeded'; As = 'False' }
        @{
            Shows = '$Output.AccountId -eq (Get-AtlassianUser mia.active@example.com).AccountId; (Get-AtlassianUser mia.active@example.com).Status'
            As    = 'True', 'active'
        }
    )
    'Remove-AtlassianDirectoryUser' = @(
        @{
            Shows = '$person = Get-AtlassianUser mia.active@example.com; $person.Status; $person.AccountStatus; @(Get-AtlassianGroup -Member $person).Count'
            As    = 'not_invited', 'active', '0'
        }
        @{ Errors = 'AmbiguousIdentity' }
        @{ Shows = '(Get-AtlassianDirectory -Identity scim.managed@example.com).Name'; As = 'Sandbox Company' }
        @{ Shows = '(Import-Csv groups-of-mia.csv).Name -contains ''okta-everyone''; (Get-AtlassianChange -Last).Outcome'; As = 'True', 'WhatIf' }
    )
    'Remove-AtlassianGroup' = @(
        @{ Shows = '@(Get-AtlassianGroup nobody-ye*).Count'; As = '0' }
        @{ Shows = '@(Import-Csv members-of-contractors.csv).Count -gt 0; (Get-AtlassianGroup contractors).Name'; As = 'True', 'contractors' }
        @{
            Shows = '$Output.Outcome; (Get-AtlassianGroup ''Project Aurora'').Count; (Get-AtlassianGroup ''Project Aurora'').Description -eq $null'
            As    = 'Changed', '1', 'True'
        }
        @{
            Shows = '$Output | ForEach-Object { $_.Input, $_.Outcome, $_.ErrorCode -join '' '' }'
            As    = 'okta-everyone Failed GroupManagedExternally', 'org-admins Failed GroupNotModifiable', 'nobody-yet Changed '
        }
    )
    'Remove-AtlassianGroupMember' = @(
        @{ Shows = '(Get-AtlassianGroup -Member mia.active@example.com).Name -contains ''confluence-users-sandbox'''; As = 'False' }
        @{
            Shows = '$Output.Outcome | Sort-Object -Unique; (Get-AtlassianGroup -Member mia.active@example.com).Name'
            As    = 'Changed', 'okta-everyone', 'okta-engineering'
        }
        @{ Errors = 'GroupManagedExternally' }
    )
    'Resume-AtlassianUser' = @(
        @{ Shows = '(Get-AtlassianUser suspended.member@example.com).Status'; As = 'active' }
        @{
            Shows = '''mia.active@example.com'', ''suspended.member@example.com'' | Get-AtlassianUser | ForEach-Object Status; $changes.Outcome'
            As    = 'active', 'suspended', 'Changed', 'AlreadyInState'
        }
        @{
            Shows = '(Get-AtlassianChange -Last).Email -contains ''suspended.member@example.com''; (Get-AtlassianChange -Last).Outcome | Sort-Object -Unique'
            As    = 'True', 'WhatIf'
        }
    )
    'Revoke-AtlassianApiKey' = @(
        @{ Shows = '(Get-AtlassianApiKey).Label -contains ''Ad-hoc script'''; As = 'False' }
        @{ Shows = '@(Get-AtlassianApiKey).Count; (Get-AtlassianApiKey).Label -contains ''Old automation'''; As = '5', 'False' }
        @{ Errors = 'ApiKeyNotFound' }
    )
    'Revoke-AtlassianApiToken' = @(
        @{
            Shows = '@(Get-AtlassianChange -Last).Count -gt 0; (Get-AtlassianChange -Last).Outcome | Sort-Object -Unique; @(Get-AtlassianApiToken many.tokens@example.com).Count'
            As    = 'True', 'WhatIf', '40'
        }
        @{
            Shows = '(Import-Csv revoked.csv).Outcome | Sort-Object -Unique; @(Get-AtlassianApiToken many.tokens@example.com | Where-Object Label -eq ''CI deploy'').Count'
            As    = 'Changed', '0'
        }
        @{ Errors = 'TokenNotFound'; Shows = '@(Get-AtlassianApiToken many.tokens@example.com).Count'; As = '39' }
    )
    'Revoke-AtlassianGroupRole' = @(
        @{ Shows = '@(Get-AtlassianGroupRole confluence-users-partners).Count'; As = '0' }
        @{ Shows = '$Output.Email -contains ''admin@example.com''; (Get-AtlassianGroupRole jira-admins-sandbox).Roles'; As = 'True', 'atlassian/admin' }
        @{ Shows = '$Output.Action; $Output.Outcome; @(Get-AtlassianGroupRole dept-finance).Count'; As = 'RevokeGroupRole', 'Changed', '0' }
    )
    'Revoke-AtlassianUserRole' = @(
        @{ Shows = '''{0}: {1} {2}'' -f $Output.Outcome, $Output.Before, $Output.After'; As = 'Changed: direct no_role' }
        @{
            Warnings = 'mia.active@example.com keeps atlassian/user through a group: Get-AtlassianGroup -Member mia.active@example.com lists the groups.'
            Shows    = '$Output[0].Outcome; $Output[1].Name'
            As       = 'AlreadyInState', 'jira-software-users-sandbox'
        }
        @{
            Shows = '$Output | ForEach-Object { $_.Email, $_.Outcome -join '' '' } | Sort-Object'
            As    = 'admin@example.com AlreadyInState', 'alex.kim@example.org Changed'
        }
    )
    'Suspend-AtlassianUser' = @(
        @{ Shows = '$person = Get-AtlassianUser mia.active@example.com; $person.Status; $person.AccountStatus'; As = 'suspended', 'active' }
        @{ Shows = '$Output.Outcome; (Get-AtlassianUser scim.managed@example.com).Status'; As = 'Changed', 'active' }
        @{
            Shows = '$changes = Get-AtlassianChange -Last; $changes.Count -gt 0; $changes.Outcome | Sort-Object -Unique; $changes.Email -contains ''contractor@example.net'''
            As    = 'True', 'WhatIf', 'False'
        }
        @{ Errors = 'NotInDirectory' }
    )
    'Add-AtlassianSiteGroupMember' = @(
        @{ Shows = '(Get-AtlassianGroupMember nobody-yet).Email'; As = 'mia.active@example.com' }
        @{
            Shows = '(Get-AtlassianChange -Last).Outcome | Sort-Object -Unique; (Get-AtlassianSiteGroup -Member mia.active@example.com).Name -contains ''Project Aurora'''
            As    = 'Changed', 'True'
        }
    )
    'Connect-AtlassianSite' = @(
        @{ Shows = '$Output.Name'; As = 'Ada Admin' }
        @{ Shows = '$Output.Name'; As = 'contractors', 'org-admins' }
        @{ Shows = '$Output.IsScoped; $Output.Email; Stop-AtlassianSandbox $practice'; As = 'True', 'admin@example.com' }
        @{ NotRun = 'asks for a token' }
        @{ NotRun = 'asks for a token, and needs Atlassian' }
    )
    'Disconnect-AtlassianSite' = @(
        @{ Shows = '$site.IsClosed'; As = 'True' }
        @{ Shows = '$first.IsClosed, $second.IsClosed'; As = 'True', 'True' }
    )
    'Get-AtlassianSiteGroup' = @(
        @{ Shows = '$Output.Name -contains ''Project Aurora'''; As = 'True' }
        @{ Shows = '$Output.Name; $Output.UserCount -gt 0'; As = 'dept-legal', 'True' }
        @{ Shows = '$Output.Name'; As = 'Project Aurora' }
    )
    'Get-AtlassianSiteGroupMember' = @(
        @{ Shows = '@($Output).Count -gt 5; @($Output | Where-Object { -not $_.Active }).Count'; As = 'True', '0' }
        @{ Shows = '$Output.Name -contains ''Dee Disabled'''; As = 'True' }
    )
    'Get-AtlassianSiteUser' = @(
        @{ Shows = '$Output.Name'; As = 'Mia Active' }
        @{ Shows = '$Output.Count -gt 5; $Output.Active | Sort-Object -Unique'; As = 'True', 'False' }
        @{ Shows = '$Output.Name; [string]::IsNullOrEmpty($Output.Email)'; As = 'Tom Tokens', 'True' }
    )
    'Remove-AtlassianSiteGroupMember' = @(
        @{
            Shows = '(Get-AtlassianSiteGroup -Member mia.active@example.com).Name -contains ''jira-software-users-sandbox''; (Get-AtlassianUser mia.active@example.com).Status'
            As    = 'False', 'active'
        }
        @{ Shows = '$Output.Name; "$($Output.Outcome)"'; As = 'Tom Tokens', 'Changed' }
        @{ Errors = 'IdentityNotVisible' }
    )
}
