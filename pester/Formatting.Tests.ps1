BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # Every type of ours that a command says it returns.
    $types = Get-Command -Module AtlassianAdmin | ForEach-Object OutputType | ForEach-Object Type |
        Where-Object { $_.FullName -like 'AtlassianAdmin.*' } | Sort-Object FullName -Unique
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $env:NO_COLOR = '1'
    if ($PSStyle) {
        $script:RenderingBefore = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
    }
    Connect-AtlassianOrganization -Sandbox

    # The lines that a window of 80 columns shows.
    function Get-Table {
        @(($input | Format-Table | Out-String -Width 80) -split '\r?\n' | Where-Object { $_.Trim() })
    }
}

AfterAll {
    if ($PSStyle) {
        $PSStyle.OutputRendering = $script:RenderingBefore
    }
    Disconnect-AtlassianOrganization -All
}

Describe 'Output types' {
    It 'each command says what it returns: <_>' -ForEach (Get-Command -Module AtlassianAdmin | ForEach-Object Name) {
        (Get-Command $_).OutputType | Should -Not -BeNullOrEmpty
    }

    It '<_> has a table and a list' -ForEach $types {
        $view = Get-FormatData -TypeName $_.FullName
        $view | Should -Not -BeNullOrEmpty
        $kinds = $view.FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
        $kinds | Should -Contain 'TableControl'
        $kinds | Should -Contain 'ListControl'
    }

    It '<_> shows only properties that it has' -ForEach $types {
        $known = $_.GetProperties().Name
        $entries = foreach ($definition in (Get-FormatData -TypeName $_.FullName).FormatViewDefinition) {
            if ($definition.Control -is [System.Management.Automation.TableControl]) {
                $definition.Control.Rows.Columns.DisplayEntry
            }
            else {
                $definition.Control.Entries.Items.DisplayEntry
            }
        }
        $shown = foreach ($entry in $entries) {
            if ($entry.ValueType -eq 'Property') {
                $entry.Value
            }
            else {
                [regex]::Matches($entry.Value, '\$_\.(\w+)') | ForEach-Object { $_.Groups[1].Value }
            }
        }
        @($shown).Count | Should -BeGreaterThan 2
        $shown | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }

    It '<_> says in a line what it is' -ForEach $types {
        $_.GetMethod('ToString', [type[]]@()).DeclaringType.FullName | Should -Match '^(AtlassianAdmin\.|System\.Boolean)'
    }
}

Describe 'Tables, in a window of 80 columns' {
    It 'of changes tell outcome, person, states and code' {
        $lines = 'mia.active@example.com', 'scim.managed@example.com', 'nobody@example.com' | Disable-AtlassianUser -PassThru -Verify -ErrorAction SilentlyContinue | Get-Table
        $lines[0] | Should -Match '^Outcome +Person +Target +Before +After +ErrorCode *$'
        $lines[2] | Should -Match '^Changed +mia\.active@exam\S+ +account +active +inactive *$'
        $lines[3] | Should -Match '^Failed +scim\.managed@exa\S+ +account +active +ManagedByScim *$'
        $lines[4] | Should -Match '^Failed +nobody@example\.com +account +IdentityNotFound *$'
    }

    It 'of changes show the account where there is no address' {
        $id = (Get-AtlassianUser 'alex.kim@example.com').AccountId
        Disable-AtlassianUser $id
        (Get-AtlassianChange -Last | Get-Table)[2] | Should -Match $id.Substring(0, 17)
    }

    It 'of people tell name, e-mail, status and claim' {
        $lines = Get-AtlassianUser 'contractor@example.net' | Get-Table
        $lines[0] | Should -Match '^Name +Email +Status +ClaimStatus *$'
        $lines[2] | Should -Match '^Connor Contractor +contractor@example\.net +active +unmanaged *$'
    }

    It 'of managed accounts tell when they were last there' {
        $lines = Get-AtlassianUser -ManagedAccount | Select-Object -First 3 | Get-Table
        $lines[0] | Should -Match '^Name +Email +AccountStatus +LastActive *$'
        $lines[3] | Should -Match 'scim\.managed@example\.com +active +\d{4}-\d\d-\d\d *$'
    }

    It 'of permissions tell whose they are, what is not allowed, and why' {
        $lines = 'scim.managed@example.com', 'admin@example.com' | Get-AtlassianUserPermission -Privilege 'lifecycle.enablement' | Get-Table
        $lines[0] | Should -Match '^ *Person: scim\.managed@example\.com *$'
        $lines[1] | Should -Match '^Privilege +Field +Allowed +Reason *$'
        $lines[3] | Should -Match '^lifecycle\.enablement +False +scim'
        $lines -match '^ *Person: admin@example\.com *$' | Should -HaveCount 1
    }

    It 'of tokens tell whose they are, their dates, and the whole id' {
        $tokens = Get-AtlassianUserToken 'many.tokens@example.com' | Where-Object Expiry | Select-Object -First 2
        $lines = $tokens | Get-Table
        $lines[0] | Should -Match '^ *Person: many\.tokens@example\.com *$'
        $lines[1] | Should -Match '^Label +LastAccess +Expiry +TokenId *$'
        $lines[3] | Should -Match " \d{4}-\d\d-\d\d +$($tokens[0].TokenId) *$"
    }

    It 'of checks tell status first' {
        $lines = Test-AtlassianConnection | Get-Table
        $lines[0] | Should -Match '^Status +Check +Detail *$'
        $lines[2] | Should -Match '^Pass +Key shape +It looks like'
    }

    It 'of the rest have their headings' {
        (Get-AtlassianConnection | Get-Table)[0] | Should -Match '^Name +DisplayName +ReadOnly +KeySource *$'
        (Get-AtlassianUserProfile 'mia.active@example.com' | Get-Table)[0] | Should -Match '^Name +Email +AccountStatus +JobTitle *$'
        (Get-AtlassianOrganization | Get-Table)[2] | Should -Match '^Sandbox Company +[0-9a-f-]{36} *$'
        (Get-AtlassianDirectory | Get-Table)[2] | Should -Match '^Sandbox Company +[0-9a-f-]{36} *$'
        $sandbox = Start-AtlassianSandbox -UserCount 12
        ($sandbox | Get-Table)[2] | Should -Match "^$([regex]::Escape($sandbox.Uri)) +12 +$($sandbox.OrganizationId) *$"
        Stop-AtlassianSandbox $sandbox
    }
}

Describe 'Lists' {
    It 'tell everything about a change, with the next step' {
        $text = Disable-AtlassianUser 'google.managed@example.com' -PassThru -ErrorAction SilentlyContinue | Format-List | Out-String -Width 200
        foreach ($property in 'Input', 'AccountId', 'Email', 'Name', 'Organization', 'Action', 'Route', 'Outcome', 'Before', 'ErrorCode', 'ErrorMessage', 'RecommendedAction', 'Attempts', 'Duration') {
            $text | Should -Match "(?m)^$property +: "
        }
        $text | Should -Match 'Google Admin console'
    }

    It 'tell of a permission what to do' {
        Get-AtlassianUserPermission 'scim.managed@example.com' 'lifecycle.enablement' | Format-List | Out-String -Width 300 | Should -Match '(?m)^Remedy +: .*identity provider'
    }
}

Describe 'Times of <_>' -ForEach @($types | Where-Object { $_.GetProperties().PropertyType -contains [DateTimeOffset] -or $_.GetProperties().PropertyType -contains [Nullable[DateTimeOffset]] }) {
    BeforeAll {
        $script:Type = $_
        # An object of the type as far as a view can see, with a moment of two zones in each time.
        function New-Shown {
            param([scriptblock] $Moment)
            $shown = [pscustomobject]@{ PSTypeName = $Type.FullName }
            foreach ($property in $Type.GetProperties()) {
                $isTime = $property.PropertyType -in [DateTimeOffset], [Nullable[DateTimeOffset]]
                $shown | Add-Member NoteProperty $property.Name $(if ($isTime) { & $Moment } else { 'x' })
            }
            $shown
        }

        function Get-Rendered {
            param($Shown)
            ($Shown | Format-Table | Out-String -Width 300) + ($Shown | Format-List | Out-String -Width 300)
        }

        # 22:30 of the day before in UTC.
        $script:Moment = { [DateTimeOffset]::new(2026, 3, 4, 1, 30, 15, [timespan]::FromHours(3)) }
        $script:Expected = Get-Rendered (New-Shown $Moment)
    }

    It 'are in UTC, and say so' {
        $Expected | Should -Match '03-03 22:30(:15)?Z|2026-03-03 22:30:15Z'
        $Expected | Should -Not -Match '22:30(:15)?[^:Z]'
        $Expected | Should -Not -Match '01:30'
    }

    It 'are the same in every calendar: <_>' -ForEach 'th-TH', 'ar-SA', 'fa-IR', 'de-DE' {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = $_
            Get-Rendered (New-Shown $Moment) | Should -BeExactly $Expected
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }
    }

    It 'are the same for objects from another session, of depth <_>' -ForEach 1, 2 {
        $other = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((New-Shown $Moment), $_))
        $other.PSTypeNames[0] | Should -Be "Deserialized.$($Type.FullName)"
        Get-Rendered $other | Should -BeExactly $Expected
    }

    It 'may be missing' {
        Get-Rendered (New-Shown { }) | Should -Not -Match '\d\d:\d\d'
    }
}

Describe 'Texts under <_>' -ForEach 'th-TH', 'ar-SA', 'fa-IR' {
    It 'have the years of the views, and no other calendar''s' {
        $folder = Join-Path $TestDrive $_
        $script = @'
[cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo('{0}')
'Calendar: ' + [datetime]::UtcNow.Year + ' is ' + [cultureinfo]::CurrentCulture.Calendar.GetYear([datetime]::UtcNow)
$null = New-Item -ItemType Directory '{1}'
Connect-AtlassianOrganization -Sandbox -JournalPath '{1}/j.jsonl'
Disable-AtlassianUser mia.active@example.com
Undo-AtlassianChange -JournalPath '{1}/j.jsonl' -WhatIf
Get-AtlassianEvent -Bulk | Select-Object -Last 3 | ForEach-Object {{ "$_" }}
$people = 'many.tokens@example.com', 'alex.kim@example.com'
$plan = $people | New-AtlassianOffboardingPlan
"$plan"
$plan | Export-AtlassianPlan '{1}/p.json' '{1}/w.csv'
Get-AtlassianInactiveUser -Days 30 | Export-AtlassianReport '{1}/i.html'
Get-AtlassianCredentialExposure | Export-AtlassianReport '{1}/e.csv'
Get-AtlassianCredentialExposure | ForEach-Object Detail
Get-AtlassianUserActivity $people | ForEach-Object {{ "$_" }}
Get-AtlassianChange -JournalPath '{1}/j.jsonl' | Format-List | Out-String
Disconnect-AtlassianOrganization -All
Get-ChildItem '{1}' -File | Get-Content
'@ -f $_, ($folder -replace '\\', '/')
        $ran = Invoke-ChildShell $script -NonInteractive
        $ran.Errors | Should -BeNullOrEmpty
        $calendar = [regex]::Match($ran.Output, 'Calendar: (\d+) is (\d+)')
        $ours = $calendar.Groups[1].Value
        # The culture does count otherwise: or the test would prove nothing.
        $calendar.Groups[2].Value | Should -Not -Be $ours
        $years = @([regex]::Matches($ran.Output, '(?<!\d)\d{4}(?=-\d\d-\d\d)').Value | Sort-Object -Unique)
        $years | Should -Contain $ours
        $years | Where-Object { [int] $_ -lt 2000 -or [int] $_ -gt 2100 } | Should -BeNullOrEmpty
        $ran.Output | Should -Match 'Disable of \d{4}-\d\d-\d\d \d\d:\d\dZ'
        # Digits of other scripts are no digits to a program that reads a report.
        $ran.Output | Should -Not -Match '[\u0660-\u0669\u06F0-\u06F9\u0E50-\u0E59]{2}'
    }
}
