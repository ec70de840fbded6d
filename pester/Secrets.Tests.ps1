BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox -UserCount 30
    $script:Text = ConvertFrom-Key $Sandbox.ApiKey
    $script:Secrets = @('ApiKey', 'ScopedApiKey', 'PersonalToken', 'ExpiredApiKey', 'OtherOrganizationApiKey' | ForEach-Object { ConvertFrom-Key $Sandbox.$_ })

    # Everything about everything that a script wrote, as text, exceptions to their last cause included.
    function Get-AllText {
        param($Shell, [object[]] $Output)
        $streams = $Shell.Streams
        $records = @($Output) + @($streams.Error) + @($streams.Warning) + @($streams.Verbose) + @($streams.Debug) + @($streams.Information) + @($streams.Progress)
        $text = [System.Text.StringBuilder]::new()
        foreach ($record in $records) {
            [void]$text.AppendLine(($record | Format-List * -Force | Out-String -Width 4000))
            [void]$text.AppendLine("$record")
        }
        foreach ($record in $streams.Error) {
            [void]$text.AppendLine($record.InvocationInfo.PositionMessage)
            [void]$text.AppendLine(($record.InvocationInfo.BoundParameters | Format-Table -AutoSize | Out-String -Width 4000))
            for ($cause = $record.Exception; $cause; $cause = $cause.InnerException) {
                [void]$text.AppendLine($cause.ToString())
                [void]$text.AppendLine(($cause.Data | Format-Table | Out-String))
                [void]$text.AppendLine(($cause | Format-List * -Force | Out-String -Width 4000))
            }
        }
        $text.ToString()
    }

    function Assert-NoSecret {
        param([string] $In, [string[]] $Secret = $script:Secrets)
        foreach ($one in $Secret) {
            $In.Contains($one) | Should -BeFalse
            # Nor a good part of it.
            $In.Contains($one.Substring($one.Length - 16)) | Should -BeFalse
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'The key' {
    It 'is in no stream and in no error, whatever is done and however much is told' {
        $script = {
            $VerbosePreference = 'Continue'
            $DebugPreference = 'Continue'
            $InformationPreference = 'Continue'
            # Until PowerShell 7.6, -Debug alone asks before each change.
            $PSDefaultParameterValues = @{ '*-Atlassian*:Confirm' = $false }
            $there = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
            foreach ($bad in $Sandbox.ExpiredApiKey, $Sandbox.PersonalToken) {
                try { Connect-AtlassianOrganization @there -ApiKey $bad -Verbose -Debug } catch { Write-Error $_ }
                Test-AtlassianConnection @there -ApiKey $bad
            }
            foreach ($key in $Sandbox.ScopedApiKey, $Sandbox.OtherOrganizationApiKey, $Sandbox.ApiKey) {
                Connect-AtlassianOrganization @there -ApiKey $key -Verbose -Debug -PassThru
                Test-AtlassianConnection -Verbose -Debug
                'mia.active@example.com', 'nobody@example.com', 'scim.managed@example.com', 'a/b' | Disable-AtlassianUser -Message 'Left' -Verify -PassThru -Verbose -Debug
                'mia.active@example.com' | Enable-AtlassianUser -PassThru -Verbose -Debug
                Get-AtlassianUserToken 'many.tokens@example.com' -Verbose -Debug
                Get-AtlassianUserPermission 'scim.managed@example.com' -Verbose -Debug
                Set-AtlassianUserProfile 'mia.active@example.com' -Name ('x' * 200) -Verbose -Debug
                Get-AtlassianOrganization -Verbose -Debug
                Get-AtlassianUser -Verbose -Debug
                Get-AtlassianChange -Last
            }
            Get-AtlassianConnection
            Disconnect-AtlassianOrganization -All
            Get-AtlassianOrganization
        }
        $shell = New-Shell
        try {
            $output = @(Invoke-Shell $shell $script.ToString() @{ Sandbox = $Sandbox })
            $output.Count | Should -BeGreaterThan 100
            $shell.Streams.Error.Count | Should -BeGreaterThan 10
            $shell.Streams.Verbose.Count | Should -BeGreaterThan 30
            Assert-NoSecret (Get-AllText $shell $output)
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'is not in an error whose service repeats what it was sent: <What>' -ForEach @(
        @{ What = 'as an Authorization header'; Body = '{"key":"forbidden","context":"Authorization: Bearer KEY"}' }
        @{ What = 'bare'; Body = '{"key":"forbidden","context":"the token KEY is not good"}' }
        @{ What = 'in the gateway''s words'; Body = '{"code":403,"message":"KEY"}' }
        @{ What = 'as text'; Body = 'refused: KEY' }
        @{ What = 'as a field'; Body = '{"key":"fieldConstraintsViolated","context":{"fieldViolations":[{"field":"KEY","violations":[{"key":"KEY"}]}]}}' }
        @{ What = 'as application error'; Body = '{"errors":[{"code":"KEY","title":"KEY","detail":"KEY"}]}' }
    ) {
        foreach ($key in $Text, 'plain-key-0123456789-abcdefghijklmnop') {
            $server = Start-CannedServer @{ Pattern = '/users/'; Status = 403; Body = $Body.Replace('KEY', $key) }
            $shell = New-Shell
            try {
                $script = 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri; Disable-AtlassianUser a1 -PassThru -Verbose -Debug; Get-AtlassianUserProfile a1 -Verbose -Debug; Test-AtlassianConnection'
                $output = @(Invoke-Shell $shell $script @{ Key = New-Key $key; Uri = $server.Uri })
                $shell.Streams.Error.Count | Should -Be 2
                $server.Requests[-1].Headers.Contains($key) | Should -BeTrue
                Assert-NoSecret (Get-AllText $shell $output) $key
            }
            finally {
                Close-Shell $shell
                $server.Dispose()
            }
        }
    }

    It 'is not in an object, however it is shown: <How>' -ForEach @(
        @{ How = 'as a list of all properties'; Show = { $args[0] | Format-List * -Force | Out-String -Width 4000 } }
        @{ How = 'as a table'; Show = { $args[0] | Format-Table * -Force -AutoSize | Out-String -Width 4000 } }
        @{ How = 'by Get-Member'; Show = { $args[0] | Get-Member -Force | Out-String -Width 4000 } }
        @{ How = 'as JSON'; Show = { $args[0] | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue } }
        @{ How = 'as XML'; Show = { $path = Join-Path $TestDrive 'x.xml'; $args[0] | Export-Clixml $path -Depth 4; Get-Content $path -Raw } }
        @{ How = 'as CSV'; Show = { $args[0] | ConvertTo-Csv -NoTypeInformation | Out-String } }
        @{ How = 'as text'; Show = { "$($args[0])" } }
        @{ How = 'by its type''s public properties'; Show = { foreach ($property in $args[0].GetType().GetProperties()) { "$($property.Name)=$($property.GetValue($args[0]))" } } }
    ) {
        $connection = Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -PassThru
        $shown = (& $Show $connection) -join "`n"
        $shown | Should -Not -BeNullOrEmpty
        Assert-NoSecret $shown
        if ($How -ne 'as XML') {
            # A SecureString in XML is encrypted on Windows, and on no other system: that is PowerShell's.
            Assert-NoSecret ((& $Show $Sandbox) -join "`n")
        }
    }

    It 'is no property of a connection, not even of its public types' {
        $types = Get-Command -Module AtlassianAdmin | ForEach-Object OutputType | ForEach-Object Type | Where-Object { $_.FullName -like 'AtlassianAdmin.*' }
        foreach ($property in $types | ForEach-Object { $_.GetProperties() }) {
            "$($property.DeclaringType.Name).$($property.Name)" | Should -Not -Match '(?<!Sandbox)\.(ApiKey|Key|Secret|Password|Client)$'
        }
    }

    It 'is not in what a command says about a value of the wrong type' {
        $wrong = [pscustomobject]@{ Key = $Text }
        { Connect-AtlassianOrganization 'x' -ApiKey $wrong } | Should -Throw
        Assert-NoSecret ($Error[0] | Format-List * -Force | Out-String -Width 4000)
        Assert-NoSecret $Error[0].Exception.ToString()
        { Connect-AtlassianOrganization 'x' -ApiKey @($Text, $Text) } | Should -Throw
        Assert-NoSecret $Error[0].Exception.ToString()
    }

    It 'is not in a transcript' {
        $path = Join-Path $TestDrive 'transcript.txt'
        $env:ATLASSIANADMIN_PESTER_SECRET = $Text
        try {
            $child = Invoke-ChildShell -NonInteractive @"
`$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'
[void](Start-Transcript '$path')
Connect-AtlassianOrganization '$($Sandbox.OrganizationId)' -ApiKeyEnvironmentVariable ATLASSIANADMIN_PESTER_SECRET -BaseUri '$($Sandbox.Uri)' -PassThru | Format-List *
'mia.active@example.com', 'nobody@example.com' | Disable-AtlassianUser -PassThru -Verify | Format-List *
Test-AtlassianConnection | Format-List *
`$Error | Format-List * -Force
[void](Stop-Transcript)
"@
            $transcript = Get-Content $path -Raw
            $transcript | Should -Match 'nobody@example\.com'
            $transcript | Should -Match 'environment variable ATLASSIANADMIN_PESTER_SECRET'
            Assert-NoSecret $transcript
            Assert-NoSecret $child.Text
        }
        finally {
            Remove-Item env:ATLASSIANADMIN_PESTER_SECRET
        }
    }

    It 'is not in a CSV of results' {
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        $path = Join-Path $TestDrive 'results.csv'
        'alex.kim@example.com', 'nobody@example.com', 'google.managed@example.com' | Disable-AtlassianUser -PassThru -Verify -ErrorAction SilentlyContinue | Export-Csv $path
        $text = Get-Content $path -Raw
        $text | Should -Match 'ManagedByGoogle'
        Assert-NoSecret $text
    }

    It 'leaves with nothing but its own request: what a proxy of the name of the host sees is a request to that host' {
        $server = Start-CannedServer @{ Pattern = 'manage/profile'; Body = (Get-ProfileBody) }
        try {
            Connect-CannedServer $server
            [void](Get-AtlassianUserProfile 'a1')
            $lines = $server.Requests.Headers -split "`r`n" | Where-Object { $_.Contains((ConvertFrom-Key (New-Key))) }
            $lines | Select-Object -Unique | ForEach-Object { ($_ -split ':')[0] } | Should -Be 'Authorization'
            ($server.Requests | Where-Object { $_.Line.Contains('ATCTT') -or $_.Body.Contains('ATCTT') }) | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-AtlassianOrganization
            $server.Dispose()
        }
    }
}
