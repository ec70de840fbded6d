# What somebody called themselves must not move the cursor, colour the screen, turn the direction, begin a line or hide.
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

    # A title for the window, a cleared screen, a turned direction, lines, and what nobody sees: as JSON writes it.
    $script:AdditionInJson = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp\u2066\u200b\u00ad\ufeff\r\nRefused\u2028nobody\u2029\u0085\b\u007fend'
    $script:Addition = ConvertFrom-Json "`"$script:AdditionInJson`""
    $script:Danger = '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])'

    # What a terminal would obey in a text of one line.
    function Get-Danger {
        param([string] $Text)
        [regex]::Matches($Text, $script:Danger + '|\r|\n') | ForEach-Object { 'U+{0:X4}' -f [int][char]$_.Value[0] }
    }

    # The same where lines are ours: none of them may begin with what somebody put in.
    function Get-DangerInLine {
        param([string] $Text, [bool] $Wraps)
        [regex]::Matches($Text, $script:Danger) | ForEach-Object { 'U+{0:X4}' -f [int][char]$_.Value[0] }
        # A table that breaks its cells into lines may break them there.
        if ($Wraps) { return }
        [regex]::Matches($Text, '(?m)^\s*(Refused|nobody)\b') | ForEach-Object Value
    }

    $script:Sandbox = Start-AtlassianSandbox
    $script:Server = [AtlassianAdmin.Pester.RelayServer]::new($script:Sandbox.Uri)
    $script:Server.Addition = $script:AdditionInJson
    $script:OnServer = @{
        OrganizationId = $script:Sandbox.OrganizationId
        ApiKey         = $script:Sandbox.ApiKey
        BaseUri        = $script:Server.Uri
        WarningAction  = 'SilentlyContinue'
    }
    Connect-AtlassianOrganization @script:OnServer

    # Runs a script where somebody says yes, and returns every text that was shown to them.
    function Get-Shown {
        param([string] $Script)
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer([string[]](@('Yes') * 20))
        $shell = New-Shell $screen
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('OnServer', $script:OnServer)
            $null = Invoke-Shell $shell "Connect-AtlassianOrganization @OnServer; $Script"
            $screen.Screen.Questions
            $screen.Screen.Lines
            $screen.Screen.Progress
            $shell.Streams.Warning | ForEach-Object Message
            $shell.Streams.Verbose | ForEach-Object Message
            foreach ($record in $shell.Streams.Error) {
                $record.Exception.Message
                # A remedy may follow in a line of its own.
                $record.ErrorDetails.Message -split [Environment]::NewLine
                $record.ErrorDetails.RecommendedAction
            }
        }
        finally {
            Close-Shell $shell
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    $script:Server.Dispose()
    Stop-AtlassianSandbox $script:Sandbox
    if ($PSStyle) {
        $PSStyle.OutputRendering = $script:RenderingBefore
    }
}

Describe 'Hostile names' {
    It 'the data stays as it came: <Command>' -ForEach @(
        @{ Command = 'Get-AtlassianUser mia.active@example.com'; Property = 'Name' }
        @{ Command = 'Get-AtlassianGroup'; Property = 'Name' }
        @{ Command = 'Get-AtlassianUserToken many.tokens@example.com'; Property = 'Label' }
        @{ Command = 'Get-AtlassianDirectory'; Property = 'Name' }
        @{ Command = 'Get-AtlassianWorkspace'; Property = 'Name' }
        @{ Command = 'Get-AtlassianOrganization'; Property = 'Name' }
    ) {
        $found = @(& ([scriptblock]::Create($Command)))
        $found.Count | Should -BeGreaterThan 0
        $found[0].$Property | Should -BeLike "?*$([System.Management.Automation.WildcardPattern]::Escape($script:Addition.Substring(0, 8)))*"
    }

    It 'the views of <_> show none of it' -ForEach $types {
        $known = @{ PSTypeName = $_.FullName }
        foreach ($property in $_.GetProperties()) {
            $type = if ([Nullable]::GetUnderlyingType($property.PropertyType)) { [Nullable]::GetUnderlyingType($property.PropertyType) } else { $property.PropertyType }
            $known[$property.Name] = if ($type -eq [datetimeoffset]) { [datetimeoffset]::UtcNow }
            elseif ($type -eq [uri]) { [uri]'http://127.0.0.1/' }
            elseif ($type.IsValueType) { [Activator]::CreateInstance($type) }
            # Made by us, in lines: the next test looks at it.
            elseif ($property.Name -eq 'Text') { "Ann" }
            elseif ($type -ne [string] -and [System.Collections.IEnumerable].IsAssignableFrom($type)) { "Ann $script:Addition", "Bob $script:Addition" }
            else { "Ann $script:Addition" }
        }
        $object = [pscustomobject]$known
        $wraps = @((Get-FormatData -TypeName $_.FullName).FormatViewDefinition.Control | Where-Object { $_ -is [System.Management.Automation.TableControl] }).Rows.Wrap -contains $true
        foreach ($shown in ($object | Format-Table | Out-String -Width 4000), ($object | Format-List | Out-String -Width 500), ($object | Out-String -Width 500)) {
            $shown | Should -Match 'Ann\b'
            Get-DangerInLine $shown $wraps | Should -BeNullOrEmpty
        }
    }

    It 'what is asked, said and refused shows none of it: <_>' -ForEach @(
        'Disable-AtlassianUser mia.active@example.com -WhatIf'
        'Disable-AtlassianUser mia.active@example.com -Confirm'
        'Disable-AtlassianUser scim.managed@example.com, already.disabled@example.com -Verbose'
        'Remove-AtlassianUser mia.active@example.com -WhatIf'
        'Revoke-AtlassianUserToken many.tokens@example.com -Confirm'
        'Set-AtlassianUserProfile alex.kim@example.com -JobTitle Pilot -Confirm'
        'Set-AtlassianUserProfile alex.kim@example.com -Name ("x" * 200)'
        'Set-AtlassianUserEmail alex.kim@example.com -NewEmail contractor@example.net'
        'Get-AtlassianGroup | Select-Object -First 1 | ForEach-Object { Add-AtlassianGroupMember $_ -Member alex.kim@example.com -Confirm }'
        'Get-AtlassianGroup | Select-Object -First 2 | Remove-AtlassianGroup -WhatIf'
        'Get-AtlassianGroup | Select-Object -Last 1 | Remove-AtlassianGroup -Confirm'
        'Get-AtlassianGroup nothing-of-the-kind'
        'New-AtlassianGroup "Ambiguous directory"'
        'Suspend-AtlassianUser mia.active@example.com -Confirm'
        'Remove-AtlassianDirectoryUser contractor@example.net -WhatIf'
        'Get-AtlassianUser nobody@example.com'
        'Get-AtlassianWorkspace -Product nothing'
        'Test-AtlassianConnection'
        # Long enough to show its progress.
        'Get-AtlassianUser | ForEach-Object { Start-Sleep -Milliseconds 20; $_ } | Get-AtlassianUserPermission | Out-Null'
        '[pscustomobject]@{ Email = "mia.active@example.com"; Name = "Somebody Else" } | Disable-AtlassianUser -WhatIf'
        '"mia.active@example.com", "scim.managed@example.com" | New-AtlassianOffboardingPlan -Verbose | Out-Null'
    ) {
        $shown = @(Get-Shown $_)
        if ($_ -notmatch '^Test-AtlassianConnection|nothing') {
            $shown.Count | Should -BeGreaterThan 0
        }
        foreach ($text in $shown) {
            Get-Danger $text | Should -BeNullOrEmpty
        }
    }

    It 'the text of a plan shows none of it' {
        $text = 'mia.active@example.com', 'scim.managed@example.com' | New-AtlassianOffboardingPlan -WarningAction SilentlyContinue | Out-String -Width 4000
        $text | Should -Match 'Mia Active'
        Get-DangerInLine $text | Should -BeNullOrEmpty
    }

    It 'what is bad and was piped in is named without it' {
        $shown = Get-Shown '"ann\u202e@example.com" | ConvertFrom-Csv -Header Nothing | Out-Null
            [pscustomobject]@{ Email = "ann$([char]27)[2J$([char]0x202e)@example.com" } | Disable-AtlassianUser
            [pscustomobject]@{ "Colu$([char]27)[2Jmn" = "x$([char]0x202e)" } | Disable-AtlassianUser'
        @($shown).Count | Should -BeGreaterThan 0
        foreach ($text in $shown) {
            Get-Danger $text | Should -BeNullOrEmpty
        }
    }
}
