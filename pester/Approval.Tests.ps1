# Approval of plans: a signature of the file, asked for when it is read, when it is run and by the connection.

BeforeDiscovery {
    $script:HasOpenSsl = [bool](Get-Command openssl -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    function New-Certificate([string] $Subject, $Issuer, [datetime] $End = [datetime]::UtcNow.AddDays(9), [switch] $Authority) {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        if ($Authority) {
            $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
        }
        if (-not $Issuer) {
            return $request.CreateSelfSigned([datetime]::UtcNow.AddDays(-10), $End)
        }
        $signed = $request.Create($Issuer, [datetime]::UtcNow.AddDays(-9), $End, [byte[]](1, 2, 3, 4))
        [Security.Cryptography.X509Certificates.RSACertificateExtensions]::CopyWithPrivateKey($signed, $key)
    }
    $script:Jo = New-Certificate 'CN=Jo Reviewer, O=Acme'
    $script:Mallory = New-Certificate 'CN=Jo Reviewer, O=Acme'
    $script:Quiet = @{ Confirm = $false }
    $script:Run = @{ JournalPath = 'run.jsonl'; Confirm = $false }
    Connect-AtlassianOrganization -Sandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'Approve-AtlassianPlan' {
    BeforeEach {
        Get-ChildItem | Remove-Item
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Export-AtlassianPlan 'plan.json'
    }

    It 'signs the file, and tells who, when by whose clock, and what' {
        $approval = Approve-AtlassianPlan 'plan.json' $Jo @Quiet
        "$($approval.Signer) $($approval.Thumbprint)" | Should -Be "CN=Jo Reviewer, O=Acme $($Jo.Thumbprint)"
        $approval.SignedAt | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-5))
        $approval.PlanDigest | Should -Be (Import-AtlassianPlan 'plan.json').Digest
        $approval.Chain | Should -HaveCount 1
        $approval.IsTrusted | Should -BeFalse
        (Import-AtlassianPlan 'plan.json').Approval.Thumbprint | Should -Be $Jo.Thumbprint
    }

    It 'is what openssl verifies, and refuses when a byte differs' -Skip:(-not $HasOpenSsl) {
        $null = Approve-AtlassianPlan 'plan.json' $Jo @Quiet
        $pem = "-----BEGIN CERTIFICATE-----`n$([Convert]::ToBase64String($Jo.RawData, 'InsertLineBreaks'))`n-----END CERTIFICATE-----`n"
        Set-Content 'root.pem' $pem
        $verify = 'cms', '-verify', '-binary', '-inform', 'DER', '-in', 'plan.json.p7s', '-content', 'plan.json', '-CAfile', 'root.pem', '-out', 'verified.json'
        $null = openssl @verify 2>&1
        $LASTEXITCODE | Should -Be 0
        (Get-FileHash 'verified.json').Hash | Should -Be (Get-FileHash 'plan.json').Hash
        Add-Content 'plan.json' ' '
        $null = openssl @verify 2>&1
        $LASTEXITCODE | Should -Not -Be 0
    }

    It 'signs nothing that import refuses, without a key, or with an expired certificate' {
        $public = [Security.Cryptography.X509Certificates.X509Certificate2]::new($Jo.RawData)
        $old = New-Certificate 'CN=Old' -End ([datetime]::UtcNow.AddDays(-1))
        $null = $public, $old | ForEach-Object { Approve-AtlassianPlan 'plan.json' $_ @Quiet -ErrorAction SilentlyContinue -ErrorVariable +errors }
        (Get-Content 'plan.json' -Raw) -replace 'Disable the account', 'Keep the account' | Set-Content 'altered.json'
        $null = Approve-AtlassianPlan 'altered.json' $Jo @Quiet -ErrorAction SilentlyContinue -ErrorVariable +errors
        $null = Approve-AtlassianPlan 'plan.json' $Jo -Digest 'sha256:00' @Quiet -ErrorAction SilentlyContinue -ErrorVariable +errors
        $errors | Get-Code | Should -Be 'CertificateUnusable', 'CertificateUnusable', 'PlanAltered', 'PlanAltered'
        Test-Path '*.p7s' | Should -BeFalse
    }

    It 'signs nothing with -WhatIf' {
        Approve-AtlassianPlan 'plan.json' $Jo -WhatIf | Should -BeNullOrEmpty
        Test-Path '*.p7s' | Should -BeFalse
    }

    It 'names the intermediate authorities in the chain' {
        $root = New-Certificate 'CN=Root' -Authority
        $approval = Approve-AtlassianPlan 'plan.json' (New-Certificate 'CN=Staff' $root -End ([datetime]::UtcNow.AddDays(5))) @Quiet
        $approval.Signer | Should -Be 'CN=Staff'
        $approval.TrustProblem | Should -Not -BeNullOrEmpty
    }
}

Describe 'Import- and Invoke-AtlassianPlan -RequireApproval' {
    BeforeEach {
        Get-ChildItem | Remove-Item
        Connect-AtlassianOrganization -Sandbox
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable -Ticket 'HR-1' | Export-AtlassianPlan 'plan.json'
        $null = Approve-AtlassianPlan 'plan.json' $Jo @Quiet
    }

    It 'takes a thumbprint as programs show it: <Name>' -ForEach @(
        @{ Name = 'SHA-1'; Text = { $Jo.Thumbprint } }
        @{ Name = 'SHA-1 with blanks and a hidden mark'; Text = { [char]0x200E + ($Jo.Thumbprint.ToLowerInvariant() -replace '(..)', '$1 ') } }
        @{ Name = 'SHA-256 with colons'; Text = { ([BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($Jo.RawData))) -replace '-', ':' } }
        @{ Name = 'one of several'; Text = { 'CN=Somebody Else', $Jo.Thumbprint } }
    ) {
        $null = $Name
        Import-AtlassianPlan 'plan.json' -RequireApproval (& $Text) | Invoke-AtlassianPlan @Run -RequireApproval (& $Text)
        $change = Get-AtlassianChange -JournalPath 'run.jsonl'
        $change.ApprovedBy | Should -Be "CN=Jo Reviewer, O=Acme ($($Jo.Thumbprint))"
        $change.ApprovedAt | Should -Be (Import-AtlassianPlan 'plan.json').Approval.SignedAt
        Get-Content 'run.jsonl' -TotalCount 1 | Should -Match '"approval":\{"signer":"CN=Jo Reviewer, O=Acme"'
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a plan that nobody signed'; Do = { Remove-Item 'plan.json.p7s' } }
        @{ Name = 'a plan that was changed afterwards, be it a blank'; Do = { Add-Content 'plan.json' ' ' } }
        @{ Name = 'the approval of another plan'; Do = {
                New-AtlassianOffboardingPlan 'saml.profile@example.com' -Step Disable | Export-AtlassianPlan 'other.json'
                $null = Approve-AtlassianPlan 'other.json' $Jo @Quiet
                Move-Item 'other.json.p7s' 'plan.json.p7s' -Force
            }
        }
        @{ Name = 'the approval of somebody else who took the same name'; Do = { $null = Approve-AtlassianPlan 'plan.json' $Mallory @Quiet } }
        @{ Name = 'what is no signature'; Do = { Set-Content 'plan.json.p7s' 'approved' } }
    ) {
        $null = $Name
        & $Do
        $null = Import-AtlassianPlan 'plan.json' -RequireApproval $Jo.Thumbprint -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanNotApproved'
        { Import-AtlassianPlan 'plan.json' -WarningAction SilentlyContinue | Invoke-AtlassianPlan @Run -RequireApproval $Jo.Thumbprint } | Should -Throw -ErrorId 'PlanNotApproved,*'
        Test-Path 'run.jsonl' | Should -BeFalse
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'takes a subject only with a chain that this machine trusts' {
        $null = Import-AtlassianPlan 'plan.json' -RequireApproval 'CN=Jo Reviewer, O=Acme' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanNotApproved'
        "$errors" | Should -Match 'does not trust the certificate of CN=Jo Reviewer'
        $null = Import-AtlassianPlan 'plan.json' -RequireApproval 'Sam Other' -ErrorAction SilentlyContinue -ErrorVariable errors
        "$errors" | Should -Match 'signed by CN=Jo Reviewer, O=Acme .*, and the approval of Sam Other is required'
    }

    It 'takes a subject whose certificate an authority of this machine issued, and tells the chain' -Skip:(-not $IsLinux) {
        $root = New-Certificate 'CN=Acme Root' -Authority
        $staff = New-Certificate 'CN=Staff, O=Acme' $root -End ([datetime]::UtcNow.AddDays(5))
        $null = Approve-AtlassianPlan 'plan.json' $staff @Quiet
        Set-Content 'root.pem' "-----BEGIN CERTIFICATE-----`n$([Convert]::ToBase64String($root.RawData, 'InsertLineBreaks'))`n-----END CERTIFICATE-----`n"
        # A process of its own: what a process trusts, it reads once.
        $read = {
            param($Subject, $Roots)
            $env:SSL_CERT_FILE = $Roots
            try {
                Invoke-ChildShell "Set-Location '$PWD'; try { (Import-AtlassianPlan plan.json -RequireApproval '$Subject' -ErrorAction Stop).Approval | ForEach-Object { `"`$(`$_.IsTrusted) `$(`$_.Chain.Count) `$(`$_.Chain[-1])`" } } catch { `$_.FullyQualifiedErrorId }"
            }
            finally {
                Remove-Item Env:SSL_CERT_FILE
            }
        }
        (& $read 'CN=Staff, O=Acme' (Join-Path $PWD 'root.pem')).Output | Should -Match '^True 2 CN=Acme Root \('
        (& $read 'CN=Other, O=Acme' (Join-Path $PWD 'root.pem')).Output | Should -Match '^PlanNotApproved,'
        # Another authority of the same name is trusted here, and did not issue it.
        $other = New-Certificate 'CN=Acme Root' -Authority
        Set-Content 'other.pem' "-----BEGIN CERTIFICATE-----`n$([Convert]::ToBase64String($other.RawData, 'InsertLineBreaks'))`n-----END CERTIFICATE-----`n"
        (& $read 'CN=Staff, O=Acme' (Join-Path $PWD 'other.pem')).Output | Should -Match '^PlanNotApproved,'
    }

    It 'warns of an approval that does not fit where none is required' {
        Add-Content 'plan.json' ' '
        $plan = Import-AtlassianPlan 'plan.json' -WarningAction SilentlyContinue -WarningVariable warnings
        $plan.Approval | Should -BeNullOrEmpty
        "$warnings" | Should -Match 'was changed after it was approved'
    }

    It 'finds an approval in another place' {
        Move-Item 'plan.json.p7s' 'second.p7s'
        (Import-AtlassianPlan 'plan.json' -SignaturePath 'second.p7s' -RequireApproval $Jo.Thumbprint).Approval.Signer | Should -Be 'CN=Jo Reviewer, O=Acme'
        $null = Import-AtlassianPlan 'plan.json' -SignaturePath 'third.p7s' -RequireApproval $Jo.Thumbprint -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanNotApproved'
    }

    It 'refuses a plan that is older than -MaxAge' {
        $old = Import-AtlassianPlan 'plan.json'
        Start-Sleep -Milliseconds 20
        { $old | Invoke-AtlassianPlan @Run -MaxAge '0.00:00:00.010' } | Should -Throw -ErrorId 'PlanTooOld,*'
        $null = Import-AtlassianPlan 'plan.json' -MaxAge '0.00:00:00.010' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanTooOld'
        (Import-AtlassianPlan 'plan.json' -MaxAge '1.00:00:00').PlannedCount | Should -Be 1
    }

    It 'shows the approval in the report' {
        Import-AtlassianPlan 'plan.json' | Export-AtlassianReport 'plan.html'
        $page = Get-Content 'plan.html' -Raw
        $page | Should -Match 'CN=Jo Reviewer, O=Acme'
        $page | Should -Match "by the signer.{1,6}s own clock"
    }
}

Describe 'Connect-AtlassianOrganization -RequireApproval' {
    BeforeEach {
        Get-ChildItem | Remove-Item
        Connect-AtlassianOrganization -Sandbox -RequireApproval $Jo.Thumbprint
        New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable | Export-AtlassianPlan 'plan.json'
    }

    It 'says so' {
        (Get-AtlassianConnection -Current).RequiredApproval | Should -Be $Jo.Thumbprint
    }

    It 'refuses every change outside an approved plan: <_>' -ForEach @(
        'Disable-AtlassianUser mia.active@example.com'
        'Set-AtlassianUserProfile mia.active@example.com -JobTitle Chef'
        'New-AtlassianGroup Pilots -Directory (Get-AtlassianDirectory | Select-Object -First 1)'
        'New-AtlassianUserInvitation new.person@example.com'
        'Suspend-AtlassianUser mia.active@example.com'
    ) {
        $requests = Get-Request ([scriptblock]::Create("$_ -Confirm:`$false"))
        $requests | Where-Object { $_ -notmatch '^GET ' -and $_ -notmatch '/search' } | Should -BeNullOrEmpty
        & ([scriptblock]::Create("$_ -Confirm:`$false -ErrorAction SilentlyContinue -ErrorVariable script:errors")) | Should -BeNullOrEmpty
        $script:errors | Get-Code | Should -Be 'PlanNotApproved'
    }

    It 'runs an approved plan, and refuses one that is not' {
        { Import-AtlassianPlan 'plan.json' | Invoke-AtlassianPlan @Run } | Should -Throw -ErrorId 'PlanNotApproved,*'
        $shown = Import-AtlassianPlan 'plan.json' | Invoke-AtlassianPlan @Run -WhatIf -PassThru
        $shown.ErrorCode | Should -Be 'PlanNotApproved'
        $null = Approve-AtlassianPlan 'plan.json' $Mallory @Quiet
        { Import-AtlassianPlan 'plan.json' | Invoke-AtlassianPlan @Run } | Should -Throw -ErrorId 'PlanNotApproved,*'
        $null = Approve-AtlassianPlan 'plan.json' $Jo @Quiet
        (Import-AtlassianPlan 'plan.json' | Invoke-AtlassianPlan @Run -PassThru).Outcome | Should -Be 'Changed'
    }

    It 'lets plans be made of what is foreseen' {
        $foreseen = 'mia.active@example.com', 'scim.managed@example.com' | Disable-AtlassianUser -WhatIf -PassThru
        $foreseen.ErrorCode | Should -Be 'PlanNotApproved', 'ManagedByScim'
        $plan = $foreseen | New-AtlassianPlan -WarningAction SilentlyContinue
        $plan.People.Decision | Should -Be 'Planned', 'Refused'
    }

    It 'refuses to undo' {
        $null = Approve-AtlassianPlan 'plan.json' $Jo @Quiet
        Import-AtlassianPlan 'plan.json' | Invoke-AtlassianPlan @Run
        Undo-AtlassianChange -JournalPath 'run.jsonl' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'PlanNotApproved'
        Get-Status 'mia.active@example.com' | Should -Be 'deactivated'
    }
}

Describe 'A list of leavers' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'that is empty or cut makes no plan with -ExpectAtLeast' {
        { @() | New-AtlassianOffboardingPlan -ExpectAtLeast 1 } | Should -Throw -ErrorId 'ListTooShort,*'
        { 'mia.active@example.com' | New-AtlassianOffboardingPlan -ExpectAtLeast 2 } | Should -Throw -ErrorId 'ListTooShort,*'
        { @() | New-AtlassianPlan -ExpectAtLeast 1 } | Should -Throw -ErrorId 'ListTooShort,*'
        ('mia.active@example.com' | New-AtlassianOffboardingPlan -ExpectAtLeast 1).PlannedCount | Should -Be 1
    }

    It 'lets wait whose last day is still to come, and plans whose last day is over: <Day>' -ForEach @(
        @{ Day = -1; Decision = 'Planned' }
        @{ Day = 0; Decision = 'Waiting' }
        @{ Day = 3; Decision = 'Waiting' }
    ) {
        $row = [pscustomobject]@{ Email = 'mia.active@example.com'; 'End date' = [datetime]::Today.AddDays($Day).ToString('yyyy-MM-dd') }
        $plan = $row | New-AtlassianOffboardingPlan -WarningAction SilentlyContinue -WarningVariable warnings
        $plan.People.Decision | Should -Be $Decision
        $plan.Steps.Count | Should -Be @{ Planned = 2; Waiting = 0 }[$Decision]
        @($warnings).Count | Should -Be @{ Planned = 0; Waiting = 1 }[$Decision]
        $plan | Export-AtlassianPlan 'waiting.json'
        (Import-AtlassianPlan 'waiting.json').Text | Should -Be $plan.Text
    }
}
