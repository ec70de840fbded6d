# What each example of the help shows: for each page its examples in order, for each about topic all its examples together.
# Shows  a script that runs in the session of the example; $Output is what the example returned
# As     what that script returns, as text
# Errors the codes of the errors that the example is about
# Warnings what the warnings that the example is about say
# NotRun why an example is only parsed; its page marks it with the language powershell-interactive
@{
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
        @{ Shows = '$Output[0]; $Output[1] -like ''*identity provider*'''; As = 'ManagedByScim,AtlassianAdmin.Accounts.DisableAtlassianUserCommand', 'True' }
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
        @{ Shows = '''{0} {1} {2}'' -f $Output.Before, $Output.After, $Output.Outcome; @(Get-AtlassianUserToken many.tokens@example.com).Count'; As = '40 0 Changed', '0' }
        @{ Shows = '$left = Get-AtlassianUserToken many.tokens@example.com; $left.Count; @($left | Where-Object Label -eq ''CI deploy'').Count'; As = '35', '0' }
        @{
            Shows = '@($leavers | Get-AtlassianUserToken).Count; $leavers | Get-AtlassianUserProfile | ForEach-Object AccountStatus'
            As    = '0', 'inactive', 'inactive'
        }
        @{ Errors = 'TokenNotFound' }
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
        @{ Errors = 'KeyHasScopes' }
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
    'Test-AtlassianConnection' = @(
        @{
            Shows = '$Output | ForEach-Object { $_.Check, $_.Status -join '': '' }'
            As    = 'Key shape: Pass', 'Host reachable: Pass', 'Key accepted: Pass', 'Organization visible: Pass', 'Verified domains: Pass', 'Directories: Pass',
                'Account management: Pass', 'Key expiry: Skipped'
        }
        @{ Shows = '$text = $Output | Out-String; $text -match ''Check +: Account management''; $text -match ''KeyHasScopes'''; As = 'True', 'True' }
        @{ Shows = '($Output | Where-Object Status -eq Fail).ErrorCode; ($Output | Where-Object Check -eq ''Account management'').Status'; As = 'PersonalTokenUsed', 'Skipped' }
        @{ Warnings = 'The admin key needs attention: run Test-AtlassianConnection.' }
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
        Shows  = '($Output | Where-Object { $_ -is [AtlassianAdmin.Organizations.User] }).Email; ($Output | Out-String) -match ''saml.profile@example.com'''
        As     = 'mia.active@example.com', 'mia.active@example.com', 'True'
        Errors = 'IdentityNotFound', 'InvalidIdentity', 'InvalidIdentity'
    }
    'about_AtlassianAdmin_Keys' = @{
        Shows = '(Get-AtlassianConnection -Current).KeySource; ($Output | Out-String) -match ''KeyHasScopes'''
        As    = 'environment variable ATLASSIAN_KEY', 'True'
    }
    'about_AtlassianAdmin_Sandbox' = @{
        Shows = '($Output | Where-Object { $_ -is [AtlassianAdmin.Changes.Change] }).Outcome; ($Output | Out-String) -match ''PersonalTokenUsed'''
        As    = 'Changed', 'Changed', 'True'
    }
}
