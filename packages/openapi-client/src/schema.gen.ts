/** Made from docs/api/openapi.json by npm run generate. */
export interface paths {
    "/api/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants of the installation
         * @description Needs: operator.
         */
        get: operations["getTenants"];
        put?: never;
        /**
         * Make a tenant with its owner role and its first owner
         * @description Needs: operator.
         */
        post: operations["postTenants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a tenant
         * @description Needs: operator.
         */
        get: operations["getTenantsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change, suspend or resume a tenant
         * @description Needs: operator.
         */
        patch: operations["patchTenantsById"];
        trace?: never;
    };
    "/api/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show your own tenant
         * @description Needs: signed_in.
         */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your own tenant
         * @description Needs: tenancy.write.
         */
        patch: operations["patchTenant"];
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show all settings; a secret one is shown as ***
         * @description Needs: settings.read.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the settings that are given; a secret sent back as *** stays
         * @description Needs: settings.write.
         */
        patch: operations["patchSettings"];
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description Needs: audit.read.
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in: gives a token, and sets it as a cookie
         * @description Needs: public.
         */
        post: operations["postAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether your second factor is on
         * @description Needs: signed_in.
         */
        get: operations["getAuthSecondFactor"];
        put?: never;
        /**
         * Finish signing in with a code of your app, or a recovery code
         * @description Needs: public.
         */
        post: operations["postAuthSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session
         * @description Needs: signed_in.
         */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all your sessions, in every tenant
         * @description Needs: signed_in.
         */
        post: operations["postAuthLogoutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who you are and what you may do
         * @description Needs: signed_in.
         */
        get: operations["getAuthMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password; ends your other sessions
         * @description Needs: signed_in.
         */
        post: operations["postAuthPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your name and e-mail address
         * @description Needs: signed_in.
         */
        post: operations["postAuthProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The browsers and programs that are signed in as you, in this tenant
         * @description Needs: signed_in.
         */
        get: operations["getAuthSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your own sessions
         * @description Needs: signed_in.
         */
        delete: operations["deleteAuthSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with a second factor: gives the secret for your app, once
         * @description Needs: signed_in.
         */
        post: operations["postAuthSecondFactorEnrol"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the second factor on with a first code; gives recovery codes, ends your other sessions
         * @description Needs: signed_in.
         */
        post: operations["postAuthSecondFactorConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn your second factor off
         * @description Needs: signed_in.
         */
        post: operations["postAuthSecondFactorDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace your recovery codes
         * @description Needs: signed_in.
         */
        post: operations["postAuthSecondFactorRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this installation still waits for its owner
         * @description Needs: public.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * Become the owner with the code of the set-up link, and sign in
         * @description Needs: public.
         */
        post: operations["postSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people who work here
         * @description Needs: staff.read.
         */
        get: operations["getStaff"];
        put?: never;
        /**
         * Add a person with a role
         * @description Needs: staff.write.
         */
        post: operations["postStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a person who works here
         * @description Needs: staff.read.
         */
        get: operations["getStaffById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give a person another role, or disable or enable them
         * @description Needs: staff.write.
         */
        patch: operations["patchStaffById"];
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the roles
         * @description Needs: staff.read.
         */
        get: operations["getRoles"];
        put?: never;
        /**
         * Make a role of permissions that you hold yourself
         * @description Needs: staff.write_roles.
         */
        post: operations["postRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a role
         * @description Needs: staff.read.
         */
        get: operations["getRolesById"];
        put?: never;
        post?: never;
        /**
         * Delete a role that nobody has
         * @description Needs: staff.write_roles.
         */
        delete: operations["deleteRolesById"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Needs: staff.write_roles.
         */
        patch: operations["patchRolesById"];
        trace?: never;
    };
    "/api/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that a role can hold
         * @description Needs: signed_in.
         */
        get: operations["getPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys of this tenant, the newest first; revoked ones stay listed
         * @description Needs: staff.read.
         */
        get: operations["getApiKeys"];
        put?: never;
        /**
         * Make an API key of permissions that you hold yourself
         * @description Needs: staff.write_api_keys.
         */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an API key, without its token
         * @description Needs: staff.read.
         */
        get: operations["getApiKeysById"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key, for ever
         * @description Needs: staff.write_api_keys.
         */
        delete: operations["deleteApiKeysById"];
        options?: never;
        head?: never;
        /**
         * Rename an API key, or change its permissions, its NAS or its end
         * @description Needs: staff.write_api_keys.
         */
        patch: operations["patchApiKeysById"];
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bulk tasks, the newest first
         * @description Needs: signed_in.
         */
        get: operations["getTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One bulk task and how far it is
         * @description Needs: signed_in.
         */
        get: operations["getTasksById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of each subject of a bulk task
         * @description Needs: signed_in.
         */
        get: operations["getTasksByIdResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a bulk task; what was done stays done
         * @description Needs: signed_in.
         */
        post: operations["postTasksByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your saved views of a list
         * @description Needs: signed_in.
         */
        get: operations["getViews"];
        /**
         * Save a view of a list; your own of the same name is replaced
         * @description Needs: views.write.
         */
        put: operations["putViews"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of your saved views
         * @description Needs: views.write.
         */
        delete: operations["deleteViewsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find subscribers, sessions and NAS by name, phone, e-mail, user name, address, MAC, IP or session id
         * @description Needs: signed_in.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first page in one answer: what the caller may see of sessions, logins, NAS and expiries
         * @description Needs: signed_in.
         */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the NAS in the order of their names
         * @description Needs: nas.read.
         */
        get: operations["getNas"];
        put?: never;
        /**
         * Add a NAS; the answer is the only one that carries its secret
         * @description Needs: nas.write.
         */
        post: operations["postNas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One NAS with what was observed of it
         * @description Needs: nas.read.
         */
        get: operations["getNasById"];
        put?: never;
        post?: never;
        /**
         * Delete a NAS to which no session and no subscriber refers
         * @description Needs: nas.write.
         */
        delete: operations["deleteNasById"];
        options?: never;
        head?: never;
        /**
         * Change a NAS
         * @description Needs: nas.write.
         */
        patch: operations["patchNasById"];
        trace?: never;
    };
    "/api/nas/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the RADIUS secret; audited
         * @description Needs: nas.reveal_secret.
         */
        get: operations["getNasByIdSecret"];
        put?: never;
        /**
         * Give the NAS another secret, generated unless given; the old one ends at once
         * @description Needs: nas.write.
         */
        post: operations["postNasByIdSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the router must be told, as a script for RouterOS; has the secret in it and is audited
         * @description Needs: nas.reveal_secret.
         */
        get: operations["getNasByIdScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/radsec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where RADIUS over TLS is taken, and the authority that routers check this server by
         * @description Needs: nas.read.
         */
        get: operations["getRadsec"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a client certificate for the NAS; its key is told once, and the one before ends at once
         * @description Needs: nas.write.
         */
        post: operations["postNasByIdCertificate"];
        /**
         * Forget the certificate of the NAS: its connections end within two seconds
         * @description Needs: nas.write.
         */
        delete: operations["deleteNasByIdCertificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own-ports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ports at which your routers alone ask, or null: the common ones are all there are
         * @description Needs: nas.read.
         */
        get: operations["getOwnPorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenants/{id}/radius-ports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The listening ports of a tenant alone, or null: it has none of its own
         * @description Needs: operator.
         */
        get: operations["getTenantsByIdRadiusPorts"];
        /**
         * Give a tenant listening ports of its own, or take them away with null
         * @description Needs: operator.
         */
        put: operations["putTenantsByIdRadiusPorts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unknown-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses that sent RADIUS packets within a day and are no NAS, the latest first
         * @description Needs: operator.
         */
        get: operations["getUnknownSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/router": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was last seen of a router through its API
         * @description Needs: nas.read.
         */
        get: operations["getNasByIdRouter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/router/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in to a router's API and look whether it lets us do what we need; changes nothing there
         * @description Needs: nas.test.
         */
        post: operations["postNasByIdRouterTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The health of every NAS, its sessions and rates just now
         * @description Needs: nas.read.
         */
        get: operations["getNasFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins, rejects by reason, accounting, packets without an answer, sessions and traffic of one NAS
         * @description Needs: nas.read.
         */
        get: operations["getNasByIdFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the zones in the order of their names, without their prefixes
         * @description Needs: zones.read.
         */
        get: operations["getZones"];
        put?: never;
        /**
         * Add a zone: destinations that plans give a speed of their own or make free of quota
         * @description Needs: zones.write.
         */
        post: operations["postZones"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One zone with its prefixes
         * @description Needs: zones.read.
         */
        get: operations["getZonesById"];
        /**
         * Change a zone and all its prefixes; its key only while no plan uses it
         * @description Needs: zones.write.
         */
        put: operations["putZonesById"];
        post?: never;
        /**
         * Delete a zone that no plan ever named
         * @description Needs: zones.write.
         */
        delete: operations["deleteZonesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnel-gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the gateways of tunnels in the order of their names
         * @description Needs: tunnels.read.
         */
        get: operations["getTunnelGateways"];
        put?: never;
        /**
         * Add a gateway, with keys of its own
         * @description Needs: tunnels.write.
         */
        post: operations["postTunnelGateways"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnel-gateways/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One gateway, without its keys
         * @description Needs: tunnels.read.
         */
        get: operations["getTunnelGatewaysById"];
        /**
         * Change how a gateway is reached; its kind and subnet stay
         * @description Needs: tunnels.write.
         */
        put: operations["putTunnelGatewaysById"];
        post?: never;
        /**
         * Remove a gateway that no router dials
         * @description Needs: tunnels.write.
         */
        delete: operations["deleteTunnelGatewaysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnel-gateways/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The files for the gateway, with its keys and those of its routers in them; audited
         * @description Needs: tunnels.write.
         */
        get: operations["getTunnelGatewaysByIdConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tunnels, the oldest first
         * @description Needs: tunnels.read.
         */
        get: operations["getTunnels"];
        put?: never;
        /**
         * Give a NAS a tunnel; its address there becomes the address of the NAS
         * @description Needs: tunnels.write.
         */
        post: operations["postTunnels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnels/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What to paste into the router, with its keys in it; audited
         * @description Needs: tunnels.write.
         */
        get: operations["getTunnelsByIdConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tunnels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a tunnel away; its address is free, and the NAS goes back to the one it had
         * @description Needs: tunnels.write.
         */
        delete: operations["deleteTunnelsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List logins, the newest first: every reject with its reason, accepts up to a bound
         * @description Needs: aaa.read.
         */
        get: operations["getAuthLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth-log/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins by minute, or by the steps that fit a longer range: accepted, and rejected by reason
         * @description Needs: aaa.read.
         */
        get: operations["getAuthLogMinutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/radius/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which RADIUS servers run, and this tenant's logins of the last hour by reason
         * @description Needs: aaa.read.
         */
        get: operations["getRadiusStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/radius/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every RADIUS server with its counters, for the platform operator
         * @description Needs: operator.
         */
        get: operations["getRadiusNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reject-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every reason for which a login is rejected, and what it means
         * @description Needs: signed_in.
         */
        get: operations["getRejectReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/aaa/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins, rejects by reason, accounting, packets without an answer, sessions, NAS and RADIUS servers
         * @description Needs: aaa.read.
         */
        get: operations["getAaaHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/last-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last accept and the last reject of a subscriber, why, and what mends it
         * @description Needs: aaa.read.
         */
        get: operations["getSubscribersByIdLastLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What service a subscriber gets now, the rule that decided it, and what was counted
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribersByIdPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order the NAS to end a session; the order tells what became of it
         * @description Needs: enforcement.disconnect.
         */
        post: operations["postSessionsByIdDisconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disconnects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order to end a session
         * @description Needs: enforcement.read.
         */
        get: operations["getDisconnectsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/disconnects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders to end one session, the newest first
         * @description Needs: enforcement.read.
         */
        get: operations["getSessionsByIdDisconnects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look whether a NAS and this server understand each other, and what is wrong if not
         * @description Needs: nas.test.
         */
        post: operations["postNasByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas-tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a test of a NAS has found
         * @description Needs: nas.read.
         */
        get: operations["getNasTestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/coa-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find out on which port and by which identifiers a NAS takes CoA; nothing changes for its sessions
         * @description Needs: nas.test.
         */
        post: operations["postNasByIdCoaTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/coa-test/{testId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a test of CoA has found
         * @description Needs: nas.read.
         */
        get: operations["getNasByIdCoaTestByTestId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a session is to get, what its router gives, and what was done to bring it there
         * @description Needs: enforcement.read.
         */
        get: operations["getSessionsByIdTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/session-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same of all open sessions of a subscriber
         * @description Needs: enforcement.read.
         */
        get: operations["getSubscribersByIdSessionTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/enforcement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How terms come to the sessions of a NAS, and how long it takes
         * @description Needs: enforcement.read.
         */
        get: operations["getNasByIdEnforcement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/why-offline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a subscriber is offline, in one sentence, and what to do next
         * @description Needs: aaa.read.
         */
        get: operations["getSubscribersByIdWhyOffline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the last look at a NAS has found; null: there was none
         * @description Needs: nas.read.
         */
        get: operations["getNasByIdDoctor"];
        put?: never;
        /**
         * Look at everything about a NAS; ask for the result until it is finished
         * @description Needs: nas.test.
         */
        post: operations["postNasByIdDoctor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas/{id}/doctor/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lines of the last look that need a secret, with it in them; audited
         * @description Needs: nas.reveal_secret.
         */
        get: operations["getNasByIdDoctorLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nas-doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the last look at each NAS came out
         * @description Needs: nas.read.
         */
        get: operations["getNasDoctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspot/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a login at a hotspot, as its NAS would by RADIUS
         * @description Needs: hotspot.aaa.
         */
        post: operations["postHotspotAuth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspot/accounting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a session of a hotspot; answered once it is on disk, and counted once however often it comes
         * @description Needs: hotspot.aaa.
         */
        post: operations["postHotspotAccounting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The devices with which a hotspot account is used, the one seen last first
         * @description Needs: hotspot.read.
         */
        get: operations["getSubscribersByIdDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a device: its place is free, and it needs the password again
         * @description Needs: hotspot.write.
         */
        delete: operations["deleteSubscribersByIdDevicesByDeviceId"];
        options?: never;
        head?: never;
        /**
         * Give a device a name
         * @description Needs: hotspot.write.
         */
        patch: operations["patchSubscribersByIdDevicesByDeviceId"];
        trace?: never;
    };
    "/api/walled-garden": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what hotspots let through before a login, in the order in which it was added
         * @description Needs: hotspot.read.
         */
        get: operations["getWalledGarden"];
        put?: never;
        /**
         * Let a host, or addresses with or without a port, through before a login
         * @description Needs: hotspot.write.
         */
        post: operations["postWalledGarden"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walled-garden/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let something through no more
         * @description Needs: hotspot.write.
         */
        delete: operations["deleteWalledGardenById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/walled-garden/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The walled garden as lines to paste, for routers that are not reached by API
         * @description Needs: hotspot.read.
         */
        get: operations["getWalledGardenText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The RADIUS server that stands beside this one, and how far both agree
         * @description Needs: shadow.read.
         */
        get: operations["getShadow"];
        /**
         * Say where the other RADIUS server is and how its answers come here; holds within two seconds
         * @description Needs: shadow.manage.
         */
        put: operations["putShadow"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shadow/disagreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Logins that the two servers answered differently, each subscriber and kind once, latest first
         * @description Needs: shadow.read.
         */
        get: operations["getShadowDisagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shadow/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many logins and subscribers differ in what
         * @description Needs: shadow.read.
         */
        get: operations["getShadowKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shadow/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch whose answers routers get; holds within two seconds
         * @description Needs: shadow.manage.
         */
        post: operations["postShadowSwitch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shadow/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget what was compared, and start counting anew
         * @description Needs: shadow.manage.
         */
        post: operations["postShadowForget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The FreeRADIUS bridge: whether it is on, and how far its tables are in step
         * @description Needs: freeradius.read.
         */
        get: operations["getFreeradius"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius/turn-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the FreeRADIUS bridge on; service passwords then stand readable in its tables
         * @description Needs: freeradius.manage.
         */
        post: operations["postFreeradiusTurnOn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius/turn-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the FreeRADIUS bridge off; its rows and its login are gone at once
         * @description Needs: freeradius.manage.
         */
        post: operations["postFreeradiusTurnOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius/new-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the login of FreeRADIUS another password; connections with the old one end
         * @description Needs: freeradius.manage.
         */
        post: operations["postFreeradiusNewPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make all rows anew, as a task that shows how far it is
         * @description Needs: freeradius.manage.
         */
        post: operations["postFreeradiusRebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freeradius/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare all rows with what they should say; writes none
         * @description Needs: freeradius.manage.
         */
        post: operations["postFreeradiusVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the plans in the order of their names, each with the version that is sold now
         * @description Needs: plans.read.
         */
        get: operations["getPlans"];
        put?: never;
        /**
         * Add a plan with its first version
         * @description Needs: plans.write.
         */
        post: operations["postPlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One plan with its versions, newest first
         * @description Needs: plans.read.
         */
        get: operations["getPlansById"];
        put?: never;
        post?: never;
        /**
         * Delete a plan that was never sold
         * @description Needs: plans.write.
         */
        delete: operations["deletePlansById"];
        options?: never;
        head?: never;
        /**
         * Change how a plan is offered; its terms change by a new version
         * @description Needs: plans.write.
         */
        patch: operations["patchPlansById"];
        trace?: never;
    };
    "/api/plans/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a plan new terms, for new sales alone, for renewals, or for what is already sold as well
         * @description Needs: plans.write.
         */
        post: operations["postPlansByIdVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{id}/versions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What new terms would change, and for whom; nothing is kept
         * @description Needs: plans.read.
         */
        post: operations["postPlansByIdVersionsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{id}/apply-latest-version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move what is already sold to the latest version
         * @description Needs: plans.write.
         */
        post: operations["postPlansByIdApplyLatestVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/fair-use-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fair use to begin with for a plan of these rates: three steps of the day and three of the month
         * @description Needs: plans.read.
         */
        get: operations["getPlansFairUseOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/preview-reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The Access-Accept that a router would get for a plan, or for terms that are being written
         * @description Needs: plans.read.
         */
        post: operations["postPlansPreviewReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was tried within the last seven days, the newest first
         * @description Needs: plans.simulate.
         */
        get: operations["getPlansSimulations"];
        put?: never;
        /**
         * Replay recorded usage through terms of a plan; answers the task that does it, and saves no plan
         * @description Needs: plans.simulate.
         */
        post: operations["postPlansSimulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/simulations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What terms would do: how far it is, totals, by day, and what is taken for granted
         * @description Needs: plans.simulate.
         */
        get: operations["getPlansSimulationsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/simulations/{id}/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who would slow or be cut, when, and what they would pay; those it hurts longest first
         * @description Needs: plans.simulate.
         */
        get: operations["getPlansSimulationsByIdSubscribers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscribers with their plan, its end and their presence; the closed only when asked for
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribers"];
        put?: never;
        /**
         * Add a subscriber and, with planId, sell a plan; a generated password is told only here
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many subscribers there are of each status
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribersCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One subscriber with what is bought and bound
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a subscriber
         * @description Needs: subscribers.write.
         */
        patch: operations["patchSubscribersById"];
        trace?: never;
    };
    "/api/subscribers/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate, suspend, pause, disable or close a subscriber
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribersByIdStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the service password; audited
         * @description Needs: subscribers.reveal_password.
         */
        get: operations["getSubscribersByIdPassword"];
        put?: never;
        /**
         * Give another service password, generated unless given
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribersByIdPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/portal-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give another portal password, or with null none
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribersByIdPortalPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/mac": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which devices may log in
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribersByIdMac"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/mac/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget the known devices; the next one to log in is learnt
         * @description Needs: subscribers.write.
         */
        post: operations["postSubscribersByIdMacReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/bulk/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an action would do to the selected subscribers; changes nothing
         * @description Needs: subscribers.read.
         */
        post: operations["postSubscribersBulkPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act on the subscribers that are selected now; answers the task that does it
         * @description Needs: subscribers.read.
         */
        post: operations["postSubscribersBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscriptions, the newest first
         * @description Needs: subscriptions.read.
         */
        get: operations["getSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One subscription
         * @description Needs: subscriptions.read.
         */
        get: operations["getSubscriptionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change priority, renewal, volume, quota or notes of a subscription
         * @description Needs: subscriptions.write.
         */
        patch: operations["patchSubscriptionsById"];
        trace?: never;
    };
    "/api/subscribers/{id}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a plan to a subscriber, beside what is already held
         * @description Needs: subscriptions.write.
         */
        post: operations["postSubscribersByIdSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a subscription now; without another in force, access ends
         * @description Needs: subscriptions.write.
         */
        post: operations["postSubscriptionsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the end of a subscription by seconds or days, or to an instant
         * @description Needs: subscriptions.write.
         */
        post: operations["postSubscriptionsByIdExtend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/{id}/change-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the plan now or at the end of the present period; answers the new subscription
         * @description Needs: subscriptions.write.
         */
        post: operations["postSubscriptionsByIdChangePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/speed-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the speed rules in the order in which they are asked: by priority, then age
         * @description Needs: speed.read.
         */
        get: operations["getSpeedRules"];
        put?: never;
        /**
         * Add a speed rule; one that contradicts another or would never apply is refused
         * @description Needs: speed.write.
         */
        post: operations["postSpeedRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/speed-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One speed rule, with what is worth a look in it
         * @description Needs: speed.read.
         */
        get: operations["getSpeedRulesById"];
        /**
         * Change a speed rule; one that contradicts another or would never apply is refused
         * @description Needs: speed.write.
         */
        put: operations["putSpeedRulesById"];
        post?: never;
        /**
         * Delete a speed rule
         * @description Needs: speed.write.
         */
        delete: operations["deleteSpeedRulesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/boosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The boosts of a subscriber, the newest first, with those that are over
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribersByIdBoosts"];
        put?: never;
        /**
         * Give a subscriber another speed for some minutes; refused where it would change nothing
         * @description Needs: subscribers.boost.
         */
        post: operations["postSubscribersByIdBoosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/boosts/{boostId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a boost now; it stays for the record
         * @description Needs: subscribers.boost.
         */
        delete: operations["deleteSubscribersByIdBoostsByBoostId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sessions that are open or ended within seven days, the newest first
         * @description Needs: sessions.read.
         */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One session, however old
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the open sessions with what a row shows; by rate the busiest only, without further pages
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsOnline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/online/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many sessions are open
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsOnlineCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/by-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which sessions had an address at an instant or in a range, however old, and how sure that is
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsByAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Traffic and open sessions over a range, by steps that fit its length
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All sessions of a subscriber, the latest start first
         * @description Needs: sessions.read.
         */
        get: operations["getSubscribersByIdSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a subscriber used, day by day
         * @description Needs: sessions.read.
         */
        get: operations["getSubscribersByIdUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was added to the quota of a subscriber, the newest first
         * @description Needs: subscribers.read.
         */
        get: operations["getSubscribersByIdTopUps"];
        put?: never;
        /**
         * Add volume or time to the quota, in its running period or for so many days
         * @description Needs: quota.top_up.
         */
        post: operations["postSubscribersByIdTopUps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscribers/{id}/reset-quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the counts of quota and fair use begin anew; answers what they were
         * @description Needs: quota.reset.
         */
        post: operations["postSubscribersByIdResetQuota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/free-traffic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a session exchanged with zones that are free of quota, zone by zone
         * @description Needs: sessions.read.
         */
        get: operations["getSessionsByIdFreeTraffic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether shared accounts are looked for, by which routers, and how many cases wait
         * @description Needs: sharing.read.
         */
        get: operations["getSharing"];
        /**
         * Turn the look for shared accounts on or off, and say what is done about them
         * @description Needs: settings.write.
         */
        put: operations["putSharing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sharing/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts that several households seem to use, the newest first
         * @description Needs: sharing.read.
         */
        get: operations["getSharingCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sharing/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One case with its evidence
         * @description Needs: sharing.read.
         */
        get: operations["getSharingCasesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sharing/cases/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a case: what is chosen is done to the subscriber at once
         * @description Needs: sharing.decide.
         */
        post: operations["postSharingCasesByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sharing/cases/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss a case: the subscriber is left in peace for so many days
         * @description Needs: sharing.decide.
         */
        post: operations["postSharingCasesByIdDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The time, and whether the database can be reached
         * @description Needs: public.
         */
        get: operations["getServerTime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which processes of the installation run
         * @description Needs: operator.
         */
        get: operations["getSystemRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far this tenant is on the way to its first subscriber online
         * @description Needs: nas.read.
         */
        get: operations["getGuide"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ErrorAnswer: {
            /** @constant */
            ok: false;
            code: string;
            message: string;
            details?: {
                field: string;
                message: string;
            }[];
            data?: unknown;
            meta?: {
                requestId: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getTenants: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postTenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    name: string;
                    /** @default null */
                    company?: string | null;
                    /** @default null */
                    email?: string | null;
                    currency: string;
                    timeZone: string;
                    owner: {
                        email: string;
                        name: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            owner: {
                                email: string;
                                password: string | null;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTenantsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchTenantsById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    company?: string | null;
                    email?: string | null;
                    currency?: string;
                    timeZone?: string;
                    /** @enum {string} */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    company?: string | null;
                    email?: string | null;
                    currency?: string;
                    timeZone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            company: string | null;
                            email: string | null;
                            currency: string;
                            timeZone: string;
                            /** @enum {string} */
                            status: "active" | "suspended";
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            "radius.stripRealm": boolean;
                            "radius.interimIntervalSeconds": number;
                            "radius.snapshotMaxAgeSeconds": number | null;
                            "radius.macAuthPassword": string | null;
                            "radius.serverAddress": (string) | null;
                            "subscriptions.graceHours": number;
                            "policy.walledGarden": {
                                pool: string | null;
                                addressList: string | null;
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            "policy.walledFor": ("expired" | "suspended" | "quota")[];
                            "hotspot.requestsPerMinute": number;
                            "hotspot.macCookieDays": number | null;
                            "hotspot.deviceForgetDays": number;
                            "hotspot.landingUrl": string | null;
                            "hotspot.payUrl": string | null;
                            "hotspot.logoffUrl": string | null;
                            "staff.sessionHours": number;
                            "staff.requireSecondFactor": boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    "radius.stripRealm"?: boolean;
                    "radius.interimIntervalSeconds"?: number;
                    "radius.snapshotMaxAgeSeconds"?: number | null;
                    "radius.macAuthPassword"?: string | null;
                    "radius.serverAddress"?: (string) | null;
                    "subscriptions.graceHours"?: number;
                    "policy.walledGarden"?: {
                        pool: string | null;
                        addressList: string | null;
                        downloadBps: number;
                        uploadBps: number;
                    } | null;
                    "policy.walledFor"?: ("expired" | "suspended" | "quota")[];
                    "hotspot.requestsPerMinute"?: number;
                    "hotspot.macCookieDays"?: number | null;
                    "hotspot.deviceForgetDays"?: number;
                    "hotspot.landingUrl"?: string | null;
                    "hotspot.payUrl"?: string | null;
                    "hotspot.logoffUrl"?: string | null;
                    "staff.sessionHours"?: number;
                    "staff.requireSecondFactor"?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            "radius.stripRealm": boolean;
                            "radius.interimIntervalSeconds": number;
                            "radius.snapshotMaxAgeSeconds": number | null;
                            "radius.macAuthPassword": string | null;
                            "radius.serverAddress": (string) | null;
                            "subscriptions.graceHours": number;
                            "policy.walledGarden": {
                                pool: string | null;
                                addressList: string | null;
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            "policy.walledFor": ("expired" | "suspended" | "quota")[];
                            "hotspot.requestsPerMinute": number;
                            "hotspot.macCookieDays": number | null;
                            "hotspot.deviceForgetDays": number;
                            "hotspot.landingUrl": string | null;
                            "hotspot.payUrl": string | null;
                            "hotspot.logoffUrl": string | null;
                            "staff.sessionHours": number;
                            "staff.requireSecondFactor": boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                subjectKind?: string;
                subjectId?: string;
                actorId?: string;
                action?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            actorKind: "staff" | "api_key" | "system" | "cli";
                            actorId: string | null;
                            actorName: string;
                            action: string;
                            subjectKind: string;
                            subjectId: string | null;
                            subjectName: string | null;
                            before: {
                                [key: string]: unknown;
                            } | null;
                            after: {
                                [key: string]: unknown;
                            } | null;
                            address: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    tenant?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            token: string;
                            /** Format: date-time */
                            expiresAt: string;
                            mustChangePassword: boolean;
                            person: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                code: string;
                                name: string;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAuthSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            isOn: boolean;
                            since: string | null;
                            recoveryCodesLeft: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    challenge: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            token: string;
                            /** Format: date-time */
                            expiresAt: string;
                            mustChangePassword: boolean;
                            person: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                code: string;
                                name: string;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthLogoutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAuthMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            mustChangePassword: boolean;
                            isOperator: boolean;
                            mustAddSecondFactor: boolean;
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                code: string;
                                name: string;
                                currency: string;
                                timeZone: string;
                            };
                            role: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isOwner: boolean;
                            };
                            permissions: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    email: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAuthSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            address: string | null;
                            userAgent: string | null;
                            isThis: boolean;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteAuthSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthSecondFactorEnrol: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            key: string;
                            uri: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthSecondFactorConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            recoveryCodes: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthSecondFactorDisable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postAuthSecondFactorRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            recoveryCodes: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            isOpen: boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    name: string;
                    email: string;
                    password: string;
                    tenant: {
                        name: string;
                        currency: string;
                        timeZone: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            token: string;
                            /** Format: date-time */
                            expiresAt: string;
                            mustChangePassword: boolean;
                            person: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            tenant: {
                                /** Format: uuid */
                                id: string;
                                code: string;
                                name: string;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getStaff: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            mustChangePassword: boolean;
                            role: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isOwner: boolean;
                            };
                            /** @enum {string} */
                            status: "active" | "disabled";
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    name: string;
                    /** Format: uuid */
                    roleId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            mustChangePassword: boolean;
                            role: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isOwner: boolean;
                            };
                            /** @enum {string} */
                            status: "active" | "disabled";
                            revision: number;
                            password: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getStaffById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            mustChangePassword: boolean;
                            role: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isOwner: boolean;
                            };
                            /** @enum {string} */
                            status: "active" | "disabled";
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchStaffById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    roleId?: string;
                    /** @enum {string} */
                    status?: "active" | "disabled";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            email: string;
                            mustChangePassword: boolean;
                            role: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isOwner: boolean;
                            };
                            /** @enum {string} */
                            status: "active" | "disabled";
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRoles: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            isOwner: boolean;
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    permissions: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            isOwner: boolean;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRolesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            isOwner: boolean;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteRolesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchRolesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    permissions?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            isOwner: boolean;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            code: string;
                            summary: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            nasId: string | null;
                            /** @enum {string} */
                            state: "active" | "expired" | "revoked";
                            madeBy: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isActive: boolean;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            lastUsedAt: string | null;
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    permissions: string[];
                    expiresAt?: string | null;
                    /** @default null */
                    nasId?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            nasId: string | null;
                            /** @enum {string} */
                            state: "active" | "expired" | "revoked";
                            madeBy: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isActive: boolean;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            lastUsedAt: string | null;
                            revision: number;
                            token: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            nasId: string | null;
                            /** @enum {string} */
                            state: "active" | "expired" | "revoked";
                            madeBy: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isActive: boolean;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            lastUsedAt: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchApiKeysById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    permissions?: string[];
                    expiresAt?: string | null;
                    nasId?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            permissions: string[];
                            nasId: string | null;
                            /** @enum {string} */
                            state: "active" | "expired" | "revoked";
                            madeBy: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                isActive: boolean;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            lastUsedAt: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTasks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            input: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled";
                            total: number;
                            done: number;
                            changed: number;
                            unchanged: number;
                            refused: number;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            finishedAt: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTasksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            input: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled";
                            total: number;
                            done: number;
                            changed: number;
                            unchanged: number;
                            refused: number;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTasksByIdResults: {
        parameters: {
            query?: {
                outcome?: "changed" | "unchanged" | "refused";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            subjectId: string;
                            name: string;
                            outcome: ("changed" | "unchanged" | "refused") | null;
                            code: string | null;
                            message: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postTasksByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            input: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled";
                            total: number;
                            done: number;
                            changed: number;
                            unchanged: number;
                            refused: number;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getViews: {
        parameters: {
            query?: {
                list?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            list: string;
                            name: string;
                            search: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    list: string;
                    name: string;
                    search: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            list: string;
                            name: string;
                            search: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteViewsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            recognised: "mac" | "mac_prefix" | "ipv4" | "ipv6" | "email" | "phone" | "text";
                            groups: {
                                /** @enum {string} */
                                kind: "subscriber" | "session" | "nas";
                                hits: {
                                    /** Format: uuid */
                                    id: string;
                                    title: string;
                                    subtitle: string[];
                                    status: string | null;
                                    online: boolean | null;
                                    planName: string | null;
                                    sessionId: string | null;
                                    subscriberId: string | null;
                                    nasId: string | null;
                                    username: string | null;
                                    ip: string | null;
                                    mac: string | null;
                                    lastPacketAt: string | null;
                                }[];
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: date-time */
                            at: string;
                            isFresh: boolean;
                            trendAt: number[];
                            sessions: {
                                online: number;
                                onlineTrend: (number | null)[];
                                downloadBps: number;
                                uploadBps: number;
                                downloadTrend: number[];
                                uploadTrend: number[];
                            } | null;
                            logins: {
                                perMinute: number;
                                rejectsPerMinute: number;
                                trend: number[];
                                rejectTrend: number[];
                                recentRejects: {
                                    reason: string;
                                    count: number;
                                }[];
                                minutesAt: number[];
                                accepted: number[];
                                rejected: {
                                    reason: string;
                                    counts: number[];
                                }[];
                            } | null;
                            nas: {
                                counts: {
                                    [key: string]: number;
                                };
                                worst: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                    state: string;
                                    reason: string;
                                    lastPacketAt: string | null;
                                    openSessions: number;
                                }[];
                            } | null;
                            expiring: {
                                count: number;
                                first: {
                                    /** Format: uuid */
                                    subscriberId: string;
                                    username: string;
                                    fullName: string | null;
                                    planName: string;
                                    /** Format: date-time */
                                    expiresAt: string;
                                    autoRenew: boolean;
                                }[];
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNas: {
        parameters: {
            query?: {
                vendor?: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                isEnabled?: "true" | "false";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            prefix: string;
                            /** @enum {string} */
                            vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                            /** @enum {string} */
                            messageAuthenticator: "observe" | "require" | "off";
                            coaPort: number;
                            interimIntervalS: number | null;
                            swapsOctets: boolean;
                            wrapsWithoutGigawords: boolean;
                            enforcementOrder: ("coa" | "api" | "disconnect")[];
                            syncsUsage: boolean;
                            /** @enum {string} */
                            transport: "udp" | "radsec";
                            certificateFingerprint: string | null;
                            usesOwnPort: boolean;
                            isEnabled: boolean;
                            api: {
                                address: (string) | null;
                                port: number;
                                usesTls: boolean;
                                fingerprint: string | null;
                                username: string;
                                /** @enum {boolean} */
                                hasPassword: true;
                            } | null;
                            certificateExpiresAt: string | null;
                            revision: number;
                            canRequireMessageAuthenticator: boolean;
                            warnings: {
                                code: string;
                                message: string;
                            }[];
                            observation: {
                                /** Format: date-time */
                                firstPacketAt: string;
                                /** Format: date-time */
                                lastPacketAt: string;
                                lastAddress: string | null;
                                identifier: string | null;
                                requests: number;
                                messageAuthenticatorRun: number;
                                discards: {
                                    [key: string]: number;
                                };
                            } | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    prefix: string;
                    /** @enum {string} */
                    vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                    /**
                     * @default observe
                     * @enum {string}
                     */
                    messageAuthenticator?: "observe" | "require" | "off";
                    coaPort?: number;
                    /** @default null */
                    interimIntervalS?: number | null;
                    /** @default false */
                    swapsOctets?: boolean;
                    /** @default false */
                    wrapsWithoutGigawords?: boolean;
                    /**
                     * @default [
                     *       "coa",
                     *       "api",
                     *       "disconnect"
                     *     ]
                     */
                    enforcementOrder?: ("coa" | "api" | "disconnect")[];
                    /** @default true */
                    syncsUsage?: boolean;
                    /**
                     * @default udp
                     * @enum {string}
                     */
                    transport?: "udp" | "radsec";
                    /** @default null */
                    certificateFingerprint?: string | null;
                    /** @default false */
                    usesOwnPort?: boolean;
                    /** @default true */
                    isEnabled?: boolean;
                    secret?: string;
                    /** @default null */
                    api?: {
                        address?: (string) | null;
                        port?: number;
                        usesTls?: boolean;
                        fingerprint?: string | null;
                        username: string;
                        password?: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            prefix: string;
                            /** @enum {string} */
                            vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                            /** @enum {string} */
                            messageAuthenticator: "observe" | "require" | "off";
                            coaPort: number;
                            interimIntervalS: number | null;
                            swapsOctets: boolean;
                            wrapsWithoutGigawords: boolean;
                            enforcementOrder: ("coa" | "api" | "disconnect")[];
                            syncsUsage: boolean;
                            /** @enum {string} */
                            transport: "udp" | "radsec";
                            certificateFingerprint: string | null;
                            usesOwnPort: boolean;
                            isEnabled: boolean;
                            api: {
                                address: (string) | null;
                                port: number;
                                usesTls: boolean;
                                fingerprint: string | null;
                                username: string;
                                /** @enum {boolean} */
                                hasPassword: true;
                            } | null;
                            certificateExpiresAt: string | null;
                            revision: number;
                            canRequireMessageAuthenticator: boolean;
                            warnings: {
                                code: string;
                                message: string;
                            }[];
                            observation: {
                                /** Format: date-time */
                                firstPacketAt: string;
                                /** Format: date-time */
                                lastPacketAt: string;
                                lastAddress: string | null;
                                identifier: string | null;
                                requests: number;
                                messageAuthenticatorRun: number;
                                discards: {
                                    [key: string]: number;
                                };
                            } | null;
                            secret: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            prefix: string;
                            /** @enum {string} */
                            vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                            /** @enum {string} */
                            messageAuthenticator: "observe" | "require" | "off";
                            coaPort: number;
                            interimIntervalS: number | null;
                            swapsOctets: boolean;
                            wrapsWithoutGigawords: boolean;
                            enforcementOrder: ("coa" | "api" | "disconnect")[];
                            syncsUsage: boolean;
                            /** @enum {string} */
                            transport: "udp" | "radsec";
                            certificateFingerprint: string | null;
                            usesOwnPort: boolean;
                            isEnabled: boolean;
                            api: {
                                address: (string) | null;
                                port: number;
                                usesTls: boolean;
                                fingerprint: string | null;
                                username: string;
                                /** @enum {boolean} */
                                hasPassword: true;
                            } | null;
                            certificateExpiresAt: string | null;
                            revision: number;
                            canRequireMessageAuthenticator: boolean;
                            warnings: {
                                code: string;
                                message: string;
                            }[];
                            observation: {
                                /** Format: date-time */
                                firstPacketAt: string;
                                /** Format: date-time */
                                lastPacketAt: string;
                                lastAddress: string | null;
                                identifier: string | null;
                                requests: number;
                                messageAuthenticatorRun: number;
                                discards: {
                                    [key: string]: number;
                                };
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteNasById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchNasById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    prefix?: string;
                    /** @enum {string} */
                    vendor?: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                    /** @enum {string} */
                    messageAuthenticator?: "observe" | "require" | "off";
                    coaPort?: number;
                    interimIntervalS?: number | null;
                    swapsOctets?: boolean;
                    wrapsWithoutGigawords?: boolean;
                    enforcementOrder?: ("coa" | "api" | "disconnect")[];
                    syncsUsage?: boolean;
                    /** @enum {string} */
                    transport?: "udp" | "radsec";
                    certificateFingerprint?: string | null;
                    usesOwnPort?: boolean;
                    isEnabled?: boolean;
                    api?: {
                        address?: (string) | null;
                        port?: number;
                        usesTls?: boolean;
                        fingerprint?: string | null;
                        username?: string;
                        password?: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            prefix: string;
                            /** @enum {string} */
                            vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                            /** @enum {string} */
                            messageAuthenticator: "observe" | "require" | "off";
                            coaPort: number;
                            interimIntervalS: number | null;
                            swapsOctets: boolean;
                            wrapsWithoutGigawords: boolean;
                            enforcementOrder: ("coa" | "api" | "disconnect")[];
                            syncsUsage: boolean;
                            /** @enum {string} */
                            transport: "udp" | "radsec";
                            certificateFingerprint: string | null;
                            usesOwnPort: boolean;
                            isEnabled: boolean;
                            api: {
                                address: (string) | null;
                                port: number;
                                usesTls: boolean;
                                fingerprint: string | null;
                                username: string;
                                /** @enum {boolean} */
                                hasPassword: true;
                            } | null;
                            certificateExpiresAt: string | null;
                            revision: number;
                            canRequireMessageAuthenticator: boolean;
                            warnings: {
                                code: string;
                                message: string;
                            }[];
                            observation: {
                                /** Format: date-time */
                                firstPacketAt: string;
                                /** Format: date-time */
                                lastPacketAt: string;
                                lastAddress: string | null;
                                identifier: string | null;
                                requests: number;
                                messageAuthenticatorRun: number;
                                discards: {
                                    [key: string]: number;
                                };
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            secret: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            secret: string;
                            warnings: {
                                code: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdScript: {
        parameters: {
            query?: {
                version?: "6" | "7";
                server?: string;
                withApi?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            server: {
                                address: string;
                                /** @enum {string} */
                                source: "asked" | "setting" | "host";
                            } | null;
                            authPort: number;
                            acctPort: number;
                            radsecPort: number | null;
                            coaPort: number;
                            interimIntervalS: number;
                            secret: string | null;
                            script: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRadsec: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            authority: string | null;
                            fingerprint: string | null;
                            serverName: string | null;
                            port: number | null;
                            isListening: boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 3650 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            certificate: string;
                            key: string;
                            authority: string | null;
                            fingerprint: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteNasByIdCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getOwnPorts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            authPort: number;
                            acctPort: number;
                            isListening: boolean;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTenantsByIdRadiusPorts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            authPort: number;
                            acctPort: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putTenantsByIdRadiusPorts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    authPort: number;
                    acctPort: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            authPort: number;
                            acctPort: number;
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getUnknownSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            address: string;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            count: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdRouter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            hasApi: boolean;
                            syncsUsage: boolean;
                            state: {
                                answeredAt: string | null;
                                identity: string | null;
                                version: string | null;
                                board: string | null;
                                uptimeS: number | null;
                                cpuPercent: number | null;
                                sessions: number | null;
                                passMs: number | null;
                                failedAt: string | null;
                                failure: string | null;
                                failuresInARow: number;
                                matched: number;
                                unknownHere: number;
                                unknownThere: number;
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdRouterTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            failure: {
                                /** @enum {string} */
                                kind: "refused" | "timed_out" | "unreachable" | "closed" | "tls_failed" | "fingerprint_changed" | "wrong_password" | "missing_policy" | "not_routeros" | "busy" | "command_refused";
                                message: string;
                            } | null;
                            tookMs: number;
                            identity: string | null;
                            version: string | null;
                            board: string | null;
                            fingerprint: string | null;
                            coaPort: number | null;
                            findings: {
                                /** @enum {string} */
                                code: "no_certificate" | "cannot_write" | "incoming_off" | "incoming_port_differs" | "radius_off" | "accounting_off";
                                message: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            nasId: string;
                            health: {
                                /** @enum {string} */
                                state: "ok" | "quiet" | "down" | "waiting" | "disabled";
                                /** @enum {string} */
                                reason: "disabled" | "never_heard" | "silent" | "all_rejected" | "all_unanswered" | "late" | "idle" | "many_unanswered" | "heard";
                            };
                            lastPacketAt: string | null;
                            openSessions: number;
                            loginsPerMinute: number;
                            rejectsPerMinute: number;
                            unansweredPerMinute: number;
                            onlineTrend: number[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdFigures: {
        parameters: {
            query?: {
                range?: "1h" | "6h" | "24h" | "7d" | "30d";
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            now: {
                                /** Format: uuid */
                                nasId: string;
                                health: {
                                    /** @enum {string} */
                                    state: "ok" | "quiet" | "down" | "waiting" | "disabled";
                                    /** @enum {string} */
                                    reason: "disabled" | "never_heard" | "silent" | "all_rejected" | "all_unanswered" | "late" | "idle" | "many_unanswered" | "heard";
                                };
                                lastPacketAt: string | null;
                                openSessions: number;
                                loginsPerMinute: number;
                                rejectsPerMinute: number;
                                unansweredPerMinute: number;
                                onlineTrend: number[];
                            };
                            stepS: number;
                            at: number[];
                            accepts: number[];
                            accounting: number[];
                            rejects: {
                                reason: string;
                                perMinute: number[];
                            }[];
                            unanswered: {
                                kind: string;
                                perMinute: number[];
                            }[];
                            online: number[];
                            downloadBps: number[];
                            uploadBps: number[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getZones: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            key: string;
                            description: string | null;
                            prefixCount: number;
                            plans: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postZones: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    key: string;
                    /** @default null */
                    description?: string | null;
                    prefixes: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            key: string;
                            description: string | null;
                            prefixCount: number;
                            plans: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            revision: number;
                            prefixes: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getZonesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            key: string;
                            description: string | null;
                            prefixCount: number;
                            plans: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            revision: number;
                            prefixes: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putZonesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    key: string;
                    /** @default null */
                    description?: string | null;
                    prefixes: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            key: string;
                            description: string | null;
                            prefixCount: number;
                            plans: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            revision: number;
                            prefixes: string[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteZonesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTunnelGateways: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publicHost: string;
                            port: number;
                            serverAddress: string | null;
                            /** @enum {string} */
                            kind: "wireguard" | "ovpn" | "sstp";
                            subnet: string;
                            gatewayAddress: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            tunnels: number;
                            room: number;
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postTunnelGateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    publicHost: string;
                    port?: number;
                    /** @default null */
                    serverAddress?: string | null;
                    /** @enum {string} */
                    kind: "wireguard" | "ovpn" | "sstp";
                    subnet: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publicHost: string;
                            port: number;
                            serverAddress: string | null;
                            /** @enum {string} */
                            kind: "wireguard" | "ovpn" | "sstp";
                            subnet: string;
                            gatewayAddress: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            tunnels: number;
                            room: number;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTunnelGatewaysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publicHost: string;
                            port: number;
                            serverAddress: string | null;
                            /** @enum {string} */
                            kind: "wireguard" | "ovpn" | "sstp";
                            subnet: string;
                            gatewayAddress: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            tunnels: number;
                            room: number;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putTunnelGatewaysById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    publicHost: string;
                    port: number;
                    serverAddress: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            publicHost: string;
                            port: number;
                            serverAddress: string | null;
                            /** @enum {string} */
                            kind: "wireguard" | "ovpn" | "sstp";
                            subnet: string;
                            gatewayAddress: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            tunnels: number;
                            room: number;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteTunnelGatewaysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTunnelGatewaysByIdConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            files: {
                                path: string;
                                mode: string;
                                contents: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTunnels: {
        parameters: {
            query?: {
                gatewayId?: string;
                nasId?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            gatewayId: string;
                            /** Format: uuid */
                            nasId: string;
                            address: string;
                            username: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            nasName: string;
                            lastPacketAt: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postTunnels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    gatewayId: string;
                    /** Format: uuid */
                    nasId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            gatewayId: string;
                            /** Format: uuid */
                            nasId: string;
                            address: string;
                            username: string;
                            publicKey: string | null;
                            certificateExpiresAt: string | null;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getTunnelsByIdConfiguration: {
        parameters: {
            query?: {
                for?: "router";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            script: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteTunnelsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAuthLog: {
        parameters: {
            query?: {
                outcome?: "accepted" | "rejected" | "not_kept";
                reason?: "aaa.unknown_user" | "aaa.wrong_password" | "aaa.suspected_wrong_secret" | "aaa.too_many_attempts" | "aaa.unsupported_method" | "aaa.malformed_credentials" | "aaa.tenant_suspended" | "aaa.suspended" | "aaa.paused" | "aaa.disabled" | "aaa.closed" | "aaa.no_subscription" | "aaa.expired" | "aaa.quota_used_up" | "aaa.outside_login_hours" | "aaa.wrong_mac" | "aaa.wrong_nas" | "aaa.too_many_devices" | "aaa.too_many_sessions" | "aaa.refused_by_freeradius";
                username?: string;
                mac?: string;
                subscriberId?: string;
                nasId?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: date-time */
                            at: string;
                            /** Format: uuid */
                            nasId: string;
                            nasName: string | null;
                            subscriberId: string | null;
                            username: string;
                            callingStationId: string | null;
                            nasPortId: string | null;
                            method: string | null;
                            /** @enum {string} */
                            outcome: "accepted" | "rejected" | "not_kept";
                            reason: string | null;
                            count: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAuthLogMinutes: {
        parameters: {
            query?: {
                outcome?: "accepted" | "rejected" | "not_kept";
                reason?: "aaa.unknown_user" | "aaa.wrong_password" | "aaa.suspected_wrong_secret" | "aaa.too_many_attempts" | "aaa.unsupported_method" | "aaa.malformed_credentials" | "aaa.tenant_suspended" | "aaa.suspended" | "aaa.paused" | "aaa.disabled" | "aaa.closed" | "aaa.no_subscription" | "aaa.expired" | "aaa.quota_used_up" | "aaa.outside_login_hours" | "aaa.wrong_mac" | "aaa.wrong_nas" | "aaa.too_many_devices" | "aaa.too_many_sessions" | "aaa.refused_by_freeradius";
                username?: string;
                mac?: string;
                subscriberId?: string;
                nasId?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            stepS: number;
                            at: number[];
                            accepted: number[];
                            rejected: {
                                reason: string;
                                counts: number[];
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRadiusStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            nodes: {
                                node: string;
                                version: string;
                                isAlive: boolean;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                beatAt: string;
                                snapshotAgeMs: number | null;
                            }[];
                            lastHour: {
                                accepted: number;
                                rejected: number;
                                notKept: number;
                                rejectsByReason: {
                                    [key: string]: number;
                                };
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRadiusNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            node: string;
                            version: string;
                            isAlive: boolean;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            beatAt: string;
                            snapshotAgeMs: number | null;
                            subscribersOnline: number | null;
                            journalLagBytes: number | null;
                            stats: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRejectReasons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            code: string;
                            summary: string;
                            replyMessage: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getAaaHealth: {
        parameters: {
            query?: {
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: date-time */
                            now: string;
                            at: number[];
                            accepts: number[];
                            rejects: {
                                reason: string;
                                counts: number[];
                            }[];
                            accounting: number[];
                            silences: {
                                kind: string;
                                isOurs: boolean;
                                counts: number[];
                            }[];
                            online: (number | null)[];
                            totals: {
                                accepts: number;
                                rejects: number;
                                accounting: number;
                                discarded: number;
                                unanswered: number;
                            };
                            perMinute: {
                                accepts: number;
                                rejects: number;
                                accounting: number;
                                discarded: number;
                                unanswered: number;
                            };
                            openSessions: number;
                            nas: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                health: {
                                    /** @enum {string} */
                                    state: "ok" | "quiet" | "down" | "waiting" | "disabled";
                                    /** @enum {string} */
                                    reason: "disabled" | "never_heard" | "silent" | "all_rejected" | "all_unanswered" | "late" | "idle" | "many_unanswered" | "heard";
                                };
                                lastPacketAt: string | null;
                                openSessions: number;
                                perMinute: {
                                    accepts: number;
                                    rejects: number;
                                    accounting: number;
                                    discarded: number;
                                    unanswered: number;
                                };
                                rejects: {
                                    reason: string;
                                    count: number;
                                }[];
                                silences: {
                                    kind: string;
                                    count: number;
                                }[];
                            }[];
                            nasByState: {
                                [key: string]: number;
                            };
                            nodes: {
                                node: string;
                                version: string;
                                isAlive: boolean;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                beatAt: string;
                                snapshotAgeMs: number | null;
                                foldLagMs: number | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdLastLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            verdict: "never_seen" | "accepted" | "refused" | "mended";
                            accept: {
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                nasId: string;
                                nasName: string | null;
                                callingStationId: string | null;
                                reason: ("aaa.unknown_user" | "aaa.wrong_password" | "aaa.suspected_wrong_secret" | "aaa.too_many_attempts" | "aaa.unsupported_method" | "aaa.malformed_credentials" | "aaa.tenant_suspended" | "aaa.suspended" | "aaa.paused" | "aaa.disabled" | "aaa.closed" | "aaa.no_subscription" | "aaa.expired" | "aaa.quota_used_up" | "aaa.outside_login_hours" | "aaa.wrong_mac" | "aaa.wrong_nas" | "aaa.too_many_devices" | "aaa.too_many_sessions" | "aaa.refused_by_freeradius") | null;
                                count: number;
                            } | null;
                            reject: {
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                nasId: string;
                                nasName: string | null;
                                callingStationId: string | null;
                                reason: ("aaa.unknown_user" | "aaa.wrong_password" | "aaa.suspected_wrong_secret" | "aaa.too_many_attempts" | "aaa.unsupported_method" | "aaa.malformed_credentials" | "aaa.tenant_suspended" | "aaa.suspended" | "aaa.paused" | "aaa.disabled" | "aaa.closed" | "aaa.no_subscription" | "aaa.expired" | "aaa.quota_used_up" | "aaa.outside_login_hours" | "aaa.wrong_mac" | "aaa.wrong_nas" | "aaa.too_many_devices" | "aaa.too_many_sessions" | "aaa.refused_by_freeradius") | null;
                                count: number;
                            } | null;
                            refusedNow: ("aaa.unknown_user" | "aaa.wrong_password" | "aaa.suspected_wrong_secret" | "aaa.too_many_attempts" | "aaa.unsupported_method" | "aaa.malformed_credentials" | "aaa.tenant_suspended" | "aaa.suspended" | "aaa.paused" | "aaa.disabled" | "aaa.closed" | "aaa.no_subscription" | "aaa.expired" | "aaa.quota_used_up" | "aaa.outside_login_hours" | "aaa.wrong_mac" | "aaa.wrong_nas" | "aaa.too_many_devices" | "aaa.too_many_sessions" | "aaa.refused_by_freeradius") | null;
                            explanation: {
                                /** @enum {string} */
                                code: "plan" | "grace" | "speed_rule" | "boost" | "fair_use" | "quota_slow" | "walled_garden" | "refused";
                                params: {
                                    downloadBps: number | null;
                                    uploadBps: number | null;
                                    planDownloadBps: number | null;
                                    planUploadBps: number | null;
                                    reason: string | null;
                                    ruleId: string | null;
                                    ruleName: string | null;
                                    boostId: string | null;
                                    period: ("day" | "week" | "month" | "daily" | "weekly" | "monthly" | "anniversary" | "one_time") | null;
                                    tier: number | null;
                                    usedBytes: number | null;
                                    limitBytes: number | null;
                                    usedTimeS: number | null;
                                    limitTimeS: number | null;
                                    since: string | null;
                                    until: string | null;
                                    resetsAt: string | null;
                                    endedAt: string | null;
                                };
                                sentence: string;
                            };
                            remedy: {
                                /** @enum {string} */
                                action: "activate" | "add-subscriber" | "assign-plan" | "disconnect" | "edit-login-hours" | "edit-nas-binding" | "extend" | "forget-device" | "open-nas" | "reset-macs" | "set-password" | "top-up";
                                isAllowed: boolean;
                            } | null;
                            facts: {
                                mac: string | null;
                                knownMacs: string[];
                                expiresAt: string | null;
                                subscriptionId: string | null;
                                boundNasId: string | null;
                                boundNasName: string | null;
                                maxSessions: number | null;
                                openSessionIds: string[];
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            decision: "accept" | "reject";
                            explanation: {
                                /** @enum {string} */
                                code: "plan" | "grace" | "speed_rule" | "boost" | "fair_use" | "quota_slow" | "walled_garden" | "refused";
                                params: {
                                    downloadBps: number | null;
                                    uploadBps: number | null;
                                    planDownloadBps: number | null;
                                    planUploadBps: number | null;
                                    reason: string | null;
                                    ruleId: string | null;
                                    ruleName: string | null;
                                    boostId: string | null;
                                    period: ("day" | "week" | "month" | "daily" | "weekly" | "monthly" | "anniversary" | "one_time") | null;
                                    tier: number | null;
                                    usedBytes: number | null;
                                    limitBytes: number | null;
                                    usedTimeS: number | null;
                                    limitTimeS: number | null;
                                    since: string | null;
                                    until: string | null;
                                    resetsAt: string | null;
                                    endedAt: string | null;
                                };
                                sentence: string;
                            };
                            terms: {
                                /** @enum {string} */
                                access: "full" | "walled_garden";
                                downloadBps: number;
                                uploadBps: number;
                                burst: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    thresholdDownloadBps: number;
                                    thresholdUploadBps: number;
                                    timeS: number;
                                } | null;
                                sessionTimeoutS: number | null;
                                sessionVolumeBytes: number | null;
                                addressList: string | null;
                                pool: string | null;
                            } | null;
                            changesAt: string | null;
                            usage: {
                                periods: {
                                    /** @enum {string} */
                                    period: "day" | "week" | "month";
                                    usedBytes: number;
                                    /** Format: date-time */
                                    startsAt: string;
                                    /** Format: date-time */
                                    endsAt: string;
                                    tiers: {
                                        tier: number;
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                        isReached: boolean;
                                    }[];
                                }[];
                                quota: {
                                    /** @enum {string} */
                                    period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                    usedBytes: number;
                                    limitBytes: number | null;
                                    usedTimeS: number;
                                    limitTimeS: number | null;
                                    /** Format: date-time */
                                    startsAt: string;
                                    endsAt: string | null;
                                    /** @enum {string} */
                                    atZero: "cut" | "slow" | "walled_garden";
                                } | null;
                            };
                            topUps: {
                                /** Format: date-time */
                                at: string;
                                until: string | null;
                                bytes: number;
                                timeS: number;
                            }[];
                            boosts: {
                                /** Format: uuid */
                                id: string;
                                downloadBps: number;
                                uploadBps: number;
                                /** Format: date-time */
                                startsAt: string;
                                /** Format: date-time */
                                endsAt: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSessionsByIdDisconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            sessionId: string;
                            /** @enum {string} */
                            state: "queued" | "acknowledged" | "refused" | "timed_out" | "gone" | "confirmed";
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            reason: string | null;
                            attempts: number;
                            errorCause: number | null;
                            roundTripMs: number | null;
                            answeredAt: string | null;
                            confirmedAt: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getDisconnectsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            sessionId: string;
                            /** @enum {string} */
                            state: "queued" | "acknowledged" | "refused" | "timed_out" | "gone" | "confirmed";
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            reason: string | null;
                            attempts: number;
                            errorCause: number | null;
                            roundTripMs: number | null;
                            answeredAt: string | null;
                            confirmedAt: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsByIdDisconnects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            sessionId: string;
                            /** @enum {string} */
                            state: "queued" | "acknowledged" | "refused" | "timed_out" | "gone" | "confirmed";
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            reason: string | null;
                            attempts: number;
                            errorCause: number | null;
                            roundTripMs: number | null;
                            answeredAt: string | null;
                            confirmedAt: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            finishedAt: string | null;
                            checks: {
                                /** @enum {string} */
                                name: "heard" | "secret" | "signatures" | "dropped" | "logins" | "orders";
                                /** @enum {string} */
                                status: "ok" | "warn" | "bad" | "unknown";
                                finding: string;
                                facts: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasTestsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            finishedAt: string | null;
                            checks: {
                                /** @enum {string} */
                                name: "heard" | "secret" | "signatures" | "dropped" | "logins" | "orders";
                                /** @enum {string} */
                                status: "ok" | "warn" | "bad" | "unknown";
                                finding: string;
                                facts: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdCoaTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    storesPort?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            storesPort: boolean;
                            finishedAt: string | null;
                            result: {
                                /** @enum {string} */
                                finding: "works" | "refused" | "no_answer" | "no_session";
                                sessionId: string | null;
                                username: string | null;
                                port: number | null;
                                hasStoredPort: boolean;
                                identifiedBy: ("username" | "acctSessionId" | "framedIp" | "callingStationId")[] | null;
                                tries: {
                                    port: number;
                                    identifiedBy: ("username" | "acctSessionId" | "framedIp" | "callingStationId")[];
                                    /** @enum {string} */
                                    outcome: "acknowledged" | "refused" | "timed_out";
                                    errorCause: number | null;
                                    roundTripMs: number | null;
                                }[];
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdCoaTestByTestId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                testId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            storesPort: boolean;
                            finishedAt: string | null;
                            result: {
                                /** @enum {string} */
                                finding: "works" | "refused" | "no_answer" | "no_session";
                                sessionId: string | null;
                                username: string | null;
                                port: number | null;
                                hasStoredPort: boolean;
                                identifiedBy: ("username" | "acctSessionId" | "framedIp" | "callingStationId")[] | null;
                                tries: {
                                    port: number;
                                    identifiedBy: ("username" | "acctSessionId" | "framedIp" | "callingStationId")[];
                                    /** @enum {string} */
                                    outcome: "acknowledged" | "refused" | "timed_out";
                                    errorCause: number | null;
                                    roundTripMs: number | null;
                                }[];
                            } | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsByIdTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            terms: {
                                /** Format: uuid */
                                sessionId: string;
                                /** Format: uuid */
                                nasId: string;
                                nasName: string;
                                username: string;
                                framedIp: string | null;
                                /** Format: date-time */
                                startedAt: string;
                                /** @enum {string} */
                                state: "in_step" | "pending" | "claimed" | "failed";
                                rung: ("coa" | "api" | "disconnect") | null;
                                desired: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: ({
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | "unknown") | null;
                                    /** @enum {string} */
                                    access: "full" | "walled_garden";
                                    addressList: string | null;
                                    pool: string | null;
                                    endsAtMs: number | null;
                                    volumeEndBytes: number | null;
                                    zones: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                } | null;
                                /** Format: date-time */
                                desiredSince: string;
                                applied: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: ({
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | "unknown") | null;
                                    /** @enum {string} */
                                    access: "full" | "walled_garden";
                                    addressList: string | null;
                                    pool: string | null;
                                    endsAtMs: number | null;
                                    volumeEndBytes: number | null;
                                    zones: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                } | null;
                                appliedBy: ("login" | "coa" | "api") | null;
                                appliedAt: string | null;
                                nextAttemptAt: string | null;
                            } | null;
                            steps: {
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                rung: "coa" | "api" | "disconnect";
                                /** @enum {string} */
                                outcome: "acknowledged" | "confirmed" | "no_effect" | "refused" | "timed_out" | "unreachable" | "gone" | "failed";
                                errorCause: number | null;
                                detail: string | null;
                                roundTripMs: number | null;
                                confirmedAt: string | null;
                                confirmedBy: ("read_back" | "interim" | "stop") | null;
                                wanted: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: ({
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | "unknown") | null;
                                    /** @enum {string} */
                                    access: "full" | "walled_garden";
                                    addressList: string | null;
                                    pool: string | null;
                                    endsAtMs: number | null;
                                    volumeEndBytes: number | null;
                                    zones: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                } | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdSessionTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            sessionId: string;
                            /** Format: uuid */
                            nasId: string;
                            nasName: string;
                            username: string;
                            framedIp: string | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** @enum {string} */
                            state: "in_step" | "pending" | "claimed" | "failed";
                            rung: ("coa" | "api" | "disconnect") | null;
                            desired: {
                                downloadBps: number;
                                uploadBps: number;
                                burst: ({
                                    downloadBps: number;
                                    uploadBps: number;
                                    thresholdDownloadBps: number;
                                    thresholdUploadBps: number;
                                    timeS: number;
                                } | "unknown") | null;
                                /** @enum {string} */
                                access: "full" | "walled_garden";
                                addressList: string | null;
                                pool: string | null;
                                endsAtMs: number | null;
                                volumeEndBytes: number | null;
                                zones: {
                                    /** Format: uuid */
                                    zoneId: string;
                                    downloadBps: number;
                                    uploadBps: number;
                                }[];
                            } | null;
                            /** Format: date-time */
                            desiredSince: string;
                            applied: {
                                downloadBps: number;
                                uploadBps: number;
                                burst: ({
                                    downloadBps: number;
                                    uploadBps: number;
                                    thresholdDownloadBps: number;
                                    thresholdUploadBps: number;
                                    timeS: number;
                                } | "unknown") | null;
                                /** @enum {string} */
                                access: "full" | "walled_garden";
                                addressList: string | null;
                                pool: string | null;
                                endsAtMs: number | null;
                                volumeEndBytes: number | null;
                                zones: {
                                    /** Format: uuid */
                                    zoneId: string;
                                    downloadBps: number;
                                    uploadBps: number;
                                }[];
                            } | null;
                            appliedBy: ("login" | "coa" | "api") | null;
                            appliedAt: string | null;
                            nextAttemptAt: string | null;
                            steps: {
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                rung: "coa" | "api" | "disconnect";
                                /** @enum {string} */
                                outcome: "acknowledged" | "confirmed" | "no_effect" | "refused" | "timed_out" | "unreachable" | "gone" | "failed";
                                errorCause: number | null;
                                detail: string | null;
                                roundTripMs: number | null;
                                confirmedAt: string | null;
                                confirmedBy: ("read_back" | "interim" | "stop") | null;
                                wanted: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: ({
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | "unknown") | null;
                                    /** @enum {string} */
                                    access: "full" | "walled_garden";
                                    addressList: string | null;
                                    pool: string | null;
                                    endsAtMs: number | null;
                                    volumeEndBytes: number | null;
                                    zones: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                } | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdEnforcement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            pending: number;
                            claimed: number;
                            failed: number;
                            inStep: number;
                            confirmedByRung: {
                                coa: number;
                                api: number;
                                disconnect: number;
                            };
                            throttle: {
                                count: number;
                                p50S: number | null;
                                p99S: number | null;
                                within5sPercent: number | null;
                                within35sPercent: number | null;
                            };
                            recentSteps: {
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                rung: "coa" | "api" | "disconnect";
                                /** @enum {string} */
                                outcome: "acknowledged" | "confirmed" | "no_effect" | "refused" | "timed_out" | "unreachable" | "gone" | "failed";
                                errorCause: number | null;
                                detail: string | null;
                                roundTripMs: number | null;
                                confirmedAt: string | null;
                                confirmedBy: ("read_back" | "interim" | "stop") | null;
                                wanted: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: ({
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | "unknown") | null;
                                    /** @enum {string} */
                                    access: "full" | "walled_garden";
                                    addressList: string | null;
                                    pool: string | null;
                                    endsAtMs: number | null;
                                    volumeEndBytes: number | null;
                                    zones: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                } | null;
                                /** Format: uuid */
                                sessionId: string;
                                username: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdWhyOffline: {
        parameters: {
            query?: {
                router?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            state: "online" | "limited" | "offline";
                            step: ("account" | "service" | "login" | "device" | "accounting" | "nas" | "router") | null;
                            /** @enum {string} */
                            finding: "account_blocked" | "service_refused" | "nas_disabled" | "nas_never_heard" | "nas_silent" | "router_unreachable" | "nas_unanswered" | "nas_refuses_all" | "login_refused" | "device_wrong" | "nas_wrong" | "sessions_full" | "router_local_user" | "router_link_down" | "login_never" | "session_silent" | "router_no_session" | "login_mended" | "session_ended" | "nas_late" | "nas_idle" | "service_walled" | "service_slowed" | "service_grace" | "router_refuses_us" | "account_active" | "service_full" | "login_accepted" | "device_any" | "device_known" | "device_unknown" | "session_online" | "session_none" | "nas_heard" | "nas_unknown" | "router_has_session" | "router_not_asked";
                            sentence: string;
                            action: {
                                /** @enum {string} */
                                name: "activate" | "add-subscriber" | "assign-plan" | "disconnect" | "edit-login-hours" | "edit-nas-binding" | "extend" | "forget-device" | "open-nas" | "reset-macs" | "set-password" | "top-up" | "ask-operator" | "check-cable" | "restart-device" | "wait";
                                sentence: string;
                                isAllowed: boolean;
                            } | null;
                            since: string | null;
                            nas: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            steps: {
                                /** @enum {string} */
                                code: "account" | "service" | "login" | "device" | "accounting" | "nas" | "router";
                                /** @enum {string} */
                                state: "ok" | "fail" | "warn" | "unknown";
                                /** @enum {string} */
                                finding: "account_blocked" | "service_refused" | "nas_disabled" | "nas_never_heard" | "nas_silent" | "router_unreachable" | "nas_unanswered" | "nas_refuses_all" | "login_refused" | "device_wrong" | "nas_wrong" | "sessions_full" | "router_local_user" | "router_link_down" | "login_never" | "session_silent" | "router_no_session" | "login_mended" | "session_ended" | "nas_late" | "nas_idle" | "service_walled" | "service_slowed" | "service_grace" | "router_refuses_us" | "account_active" | "service_full" | "login_accepted" | "device_any" | "device_known" | "device_unknown" | "session_online" | "session_none" | "nas_heard" | "nas_unknown" | "router_has_session" | "router_not_asked";
                                sentence: string;
                                evidence: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                            tookMs: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdDoctor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            finishedAt: string | null;
                            state: ("ok" | "warn" | "fail" | "unknown") | null;
                            checks: {
                                /** @enum {string} */
                                code: "heard" | "secret" | "message_authenticator" | "answers" | "logins" | "coa" | "api" | "rights" | "version" | "clock" | "radius_client" | "ppp";
                                /** @enum {string} */
                                state: "ok" | "warn" | "fail" | "unknown";
                                finding: string;
                                sentence: string;
                                lineToPaste: string | null;
                                holdsSecret: boolean;
                                evidence: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postNasByIdDoctor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedByName: string;
                            finishedAt: string | null;
                            state: ("ok" | "warn" | "fail" | "unknown") | null;
                            checks: {
                                /** @enum {string} */
                                code: "heard" | "secret" | "message_authenticator" | "answers" | "logins" | "coa" | "api" | "rights" | "version" | "clock" | "radius_client" | "ppp";
                                /** @enum {string} */
                                state: "ok" | "warn" | "fail" | "unknown";
                                finding: string;
                                sentence: string;
                                lineToPaste: string | null;
                                holdsSecret: boolean;
                                evidence: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasByIdDoctorLines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            code: "heard" | "secret" | "message_authenticator" | "answers" | "logins" | "coa" | "api" | "rights" | "version" | "clock" | "radius_client" | "ppp";
                            line: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getNasDoctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            nasId: string;
                            /** Format: date-time */
                            checkedAt: string;
                            state: ("ok" | "warn" | "fail" | "unknown") | null;
                            failing: {
                                /** @enum {string} */
                                code: "heard" | "secret" | "message_authenticator" | "answers" | "logins" | "coa" | "api" | "rights" | "version" | "clock" | "radius_client" | "ppp";
                                /** @enum {string} */
                                state: "ok" | "warn" | "fail" | "unknown";
                                finding: string;
                                sentence: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postHotspotAuth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username?: string;
                    password?: string;
                    sessionId?: string;
                    mac?: string;
                    /** Format: ipv4 */
                    ip?: string;
                    nasPortId?: string;
                    calledStationId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            decision: "accept";
                            username: string;
                            terms: {
                                /** @enum {string} */
                                access: "full" | "walled_garden";
                                downloadBps: number;
                                uploadBps: number;
                                burst: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    thresholdDownloadBps: number;
                                    thresholdUploadBps: number;
                                    timeS: number;
                                } | null;
                                sessionTimeoutS: number | null;
                                idleTimeoutS: number | null;
                                interimIntervalS: number;
                                sessionVolumeBytes: number | null;
                                framedIp: string | null;
                                pool: string | null;
                                addressList: string | null;
                                redirectUrl: string | null;
                                logoffUrl: string | null;
                                attributes: {
                                    name: string;
                                    value: string;
                                }[];
                            };
                            token: string;
                        } | {
                            /** @enum {string} */
                            decision: "reject";
                            reason: string;
                            message: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postHotspotAccounting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    event: "start" | "interim" | "stop";
                    sessionId: string;
                    username: string;
                    sessionTimeS?: number;
                    uploadBytes?: number;
                    downloadBytes?: number;
                    /** @enum {string} */
                    terminateCause?: "User-Request" | "Lost-Carrier" | "Lost-Service" | "Idle-Timeout" | "Session-Timeout" | "Admin-Reset" | "Admin-Reboot" | "Port-Error" | "NAS-Error" | "NAS-Request" | "NAS-Reboot" | "Port-Unneeded" | "Port-Preempted" | "Port-Suspended" | "Service-Unavailable" | "Callback" | "User-Error" | "Host-Request" | "Supplicant-Restart" | "Reauthentication-Failure" | "Port-Reinit" | "Port-Disabled" | "Lost-Power";
                    token?: string;
                    /** @default 0 */
                    delayS?: number;
                    mac?: string;
                    /** Format: ipv4 */
                    ip?: string;
                    nasPortId?: string;
                    calledStationId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {boolean} */
                            kept: true;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            mac: string;
                            isRandomised: boolean;
                            name: string | null;
                            /** Format: date-time */
                            firstSeenAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            rememberedUntil: string | null;
                            revision: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteSubscribersByIdDevicesByDeviceId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchSubscribersByIdDevicesByDeviceId: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            mac: string;
                            isRandomised: boolean;
                            name: string | null;
                            /** Format: date-time */
                            firstSeenAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            rememberedUntil: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getWalledGarden: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            host: string | null;
                            prefix: string | null;
                            protocol: ("tcp" | "udp") | null;
                            port: number | null;
                            note: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postWalledGarden: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    host?: string | null;
                    /** @default null */
                    prefix?: string | null;
                    /** @default null */
                    protocol?: ("tcp" | "udp") | null;
                    /** @default null */
                    port?: number | null;
                    /** @default null */
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            host: string | null;
                            prefix: string | null;
                            protocol: ("tcp" | "udp") | null;
                            port: number | null;
                            note: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteWalledGardenById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getWalledGardenText: {
        parameters: {
            query?: {
                for?: "coovachilli" | "mikrotik";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            text: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getShadow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            mode: "off" | "proxy" | "listener";
                            /** @enum {string} */
                            answeredBy: "theirs" | "ours";
                            server: {
                                address: string;
                                authPort: number;
                                acctPort: number;
                                /** @enum {string} */
                                uses: "udp";
                            } | null;
                            hasSecret: boolean;
                            logins: number;
                            agreeing: number;
                            disagreeing: number;
                            mild: number;
                            unanswered: number;
                            notCompared: number;
                            accounting: {
                                relayed: number;
                                failed: number;
                            };
                            zeroSince: string | null;
                            loginsSinceZero: number;
                            neededLogins: number;
                            minutes: {
                                /** Format: date-time */
                                minute: string;
                                logins: number;
                                disagreeing: number;
                            }[];
                            canSwitch: boolean;
                            whyNot: ("off" | "listener" | "disagreements" | "too_few_logins") | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putShadow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode: "off" | "proxy" | "listener";
                    server: {
                        address: string;
                        authPort: number;
                        acctPort: number;
                        /** @enum {string} */
                        uses: "udp";
                    } | null;
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            mode: "off" | "proxy" | "listener";
                            /** @enum {string} */
                            answeredBy: "theirs" | "ours";
                            server: {
                                address: string;
                                authPort: number;
                                acctPort: number;
                                /** @enum {string} */
                                uses: "udp";
                            } | null;
                            hasSecret: boolean;
                            logins: number;
                            agreeing: number;
                            disagreeing: number;
                            mild: number;
                            unanswered: number;
                            notCompared: number;
                            accounting: {
                                relayed: number;
                                failed: number;
                            };
                            zeroSince: string | null;
                            loginsSinceZero: number;
                            neededLogins: number;
                            minutes: {
                                /** Format: date-time */
                                minute: string;
                                logins: number;
                                disagreeing: number;
                            }[];
                            canSwitch: boolean;
                            whyNot: ("off" | "listener" | "disagreements" | "too_few_logins") | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getShadowDisagreements: {
        parameters: {
            query?: {
                kind?: string;
                subscriberId?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            isMild: boolean;
                            sentence: string;
                            subscriberId: string | null;
                            username: string;
                            /** Format: uuid */
                            nasId: string;
                            nasName: string | null;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            count: number;
                            ours: {
                                /** @enum {string} */
                                decision: "accept" | "reject";
                                reason: string | null;
                                attributes: {
                                    name: string;
                                    value: string;
                                }[];
                            };
                            theirs: {
                                /** @enum {string} */
                                decision: "accept" | "reject";
                                reason: string | null;
                                attributes: {
                                    name: string;
                                    value: string;
                                }[];
                            };
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getShadowKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            kind: string;
                            isMild: boolean;
                            count: number;
                            subscribers: number;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postShadowSwitch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    to: "theirs" | "ours";
                    /** @default false */
                    anyway?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** @enum {string} */
                            mode: "off" | "proxy" | "listener";
                            /** @enum {string} */
                            answeredBy: "theirs" | "ours";
                            server: {
                                address: string;
                                authPort: number;
                                acctPort: number;
                                /** @enum {string} */
                                uses: "udp";
                            } | null;
                            hasSecret: boolean;
                            logins: number;
                            agreeing: number;
                            disagreeing: number;
                            mild: number;
                            unanswered: number;
                            notCompared: number;
                            accounting: {
                                relayed: number;
                                failed: number;
                            };
                            zeroSince: string | null;
                            loginsSinceZero: number;
                            neededLogins: number;
                            minutes: {
                                /** Format: date-time */
                                minute: string;
                                logins: number;
                                disagreeing: number;
                            }[];
                            canSwitch: boolean;
                            whyNot: ("off" | "listener" | "disagreements" | "too_few_logins") | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postShadowForget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getFreeradius: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            isOn: boolean;
                            since: string | null;
                            databaseRole: string | null;
                            database: {
                                host: string;
                                port: number;
                                name: string;
                            };
                            subscribers: {
                                total: number;
                                inStep: number;
                                waiting: number;
                            };
                            lagMs: number;
                            oldestWaitingS: number;
                            lastVerify: {
                                /** Format: date-time */
                                at: string;
                                differences: number;
                            } | null;
                            accounting: {
                                queued: number;
                                oldestS: number | null;
                                lastAt: string | null;
                            };
                            groups: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postFreeradiusTurnOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {boolean} */
                    understands: true;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            databaseRole: string;
                            password: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postFreeradiusTurnOff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postFreeradiusNewPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            databaseRole: string;
                            password: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postFreeradiusRebuild: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            taskId: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postFreeradiusVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            checked: number;
                            differences: {
                                table: string;
                                name: string;
                                attribute: string;
                                wanted: string | null;
                                found: string | null;
                            }[];
                            more: boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlans: {
        parameters: {
            query?: {
                status?: "draft" | "on_sale" | "retired";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            payment: "prepaid" | "postpaid";
                            /** @enum {string} */
                            service: "pppoe" | "hotspot" | "ipoe" | "static" | "any";
                            /** @enum {string} */
                            status: "draft" | "on_sale" | "retired";
                            isDefault: boolean;
                            revision: number;
                            holders: number;
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    /**
                     * @default prepaid
                     * @enum {string}
                     */
                    payment?: "prepaid" | "postpaid";
                    /**
                     * @default any
                     * @enum {string}
                     */
                    service?: "pppoe" | "hotspot" | "ipoe" | "static" | "any";
                    /**
                     * @default on_sale
                     * @enum {string}
                     */
                    status?: "draft" | "on_sale";
                    /** @default false */
                    isDefault?: boolean;
                    terms: {
                        downloadBps: number;
                        uploadBps: number;
                        /** @default null */
                        burst?: {
                            downloadBps: number;
                            uploadBps: number;
                            thresholdDownloadBps: number;
                            thresholdUploadBps: number;
                            timeS: number;
                        } | null;
                        /** @default null */
                        sessionTimeoutS?: number | null;
                        /** @default null */
                        idleTimeoutS?: number | null;
                        /** @default null */
                        interimIntervalS?: number | null;
                        /** @default null */
                        sessionVolumeBytes?: number | null;
                        /** @default 1 */
                        maxSessions?: number;
                        /** @default null */
                        deviceSlots?: number | null;
                        /** @default null */
                        pool?: string | null;
                        /** @default null */
                        ipv6Pool?: string | null;
                        /** @default null */
                        delegatedIpv6Pool?: string | null;
                        /** @default null */
                        addressList?: string | null;
                        /** @default [] */
                        customAttributes?: {
                            name: string;
                            value: string;
                        }[];
                        /**
                         * @default both
                         * @enum {string}
                         */
                        counts?: "both" | "download";
                        /** @default null */
                        quota?: {
                            /** @enum {string} */
                            period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                            bytes: number | null;
                            timeS: number | null;
                            /** @enum {string} */
                            atZero: "cut" | "slow" | "walled_garden";
                            slow: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                        } | null;
                        /** @default [] */
                        fairUse?: {
                            /** @enum {string} */
                            period: "day" | "week" | "month";
                            thresholdBytes: number;
                            downloadBps: number;
                            uploadBps: number;
                        }[];
                        /** @default [] */
                        zoneRules?: {
                            /** Format: uuid */
                            zoneId: string;
                            rates: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            isFree: boolean;
                        }[];
                        /** @default null */
                        validity?: {
                            count: number;
                            /** @enum {string} */
                            unit: "minute" | "hour" | "day" | "week" | "month";
                        } | null;
                        priceMinor: number;
                        currency?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            payment: "prepaid" | "postpaid";
                            /** @enum {string} */
                            service: "pppoe" | "hotspot" | "ipoe" | "static" | "any";
                            /** @enum {string} */
                            status: "draft" | "on_sale" | "retired";
                            isDefault: boolean;
                            revision: number;
                            holders: number;
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlansById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            payment: "prepaid" | "postpaid";
                            /** @enum {string} */
                            service: "pppoe" | "hotspot" | "ipoe" | "static" | "any";
                            /** @enum {string} */
                            status: "draft" | "on_sale" | "retired";
                            isDefault: boolean;
                            revision: number;
                            holders: number;
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                            versions: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                                sold: number;
                            }[];
                            soldOnOlderVersions: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deletePlansById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchPlansById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    /** @enum {string} */
                    status?: "draft" | "on_sale" | "retired";
                    isDefault?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            description: string | null;
                            /** @enum {string} */
                            payment: "prepaid" | "postpaid";
                            /** @enum {string} */
                            service: "pppoe" | "hotspot" | "ipoe" | "static" | "any";
                            /** @enum {string} */
                            status: "draft" | "on_sale" | "retired";
                            isDefault: boolean;
                            revision: number;
                            holders: number;
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                            versions: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                                sold: number;
                            }[];
                            soldOnOlderVersions: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlansByIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    terms: {
                        downloadBps: number;
                        uploadBps: number;
                        /** @default null */
                        burst?: {
                            downloadBps: number;
                            uploadBps: number;
                            thresholdDownloadBps: number;
                            thresholdUploadBps: number;
                            timeS: number;
                        } | null;
                        /** @default null */
                        sessionTimeoutS?: number | null;
                        /** @default null */
                        idleTimeoutS?: number | null;
                        /** @default null */
                        interimIntervalS?: number | null;
                        /** @default null */
                        sessionVolumeBytes?: number | null;
                        /** @default 1 */
                        maxSessions?: number;
                        /** @default null */
                        deviceSlots?: number | null;
                        /** @default null */
                        pool?: string | null;
                        /** @default null */
                        ipv6Pool?: string | null;
                        /** @default null */
                        delegatedIpv6Pool?: string | null;
                        /** @default null */
                        addressList?: string | null;
                        /** @default [] */
                        customAttributes?: {
                            name: string;
                            value: string;
                        }[];
                        /**
                         * @default both
                         * @enum {string}
                         */
                        counts?: "both" | "download";
                        /** @default null */
                        quota?: {
                            /** @enum {string} */
                            period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                            bytes: number | null;
                            timeS: number | null;
                            /** @enum {string} */
                            atZero: "cut" | "slow" | "walled_garden";
                            slow: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                        } | null;
                        /** @default [] */
                        fairUse?: {
                            /** @enum {string} */
                            period: "day" | "week" | "month";
                            thresholdBytes: number;
                            downloadBps: number;
                            uploadBps: number;
                        }[];
                        /** @default [] */
                        zoneRules?: {
                            /** Format: uuid */
                            zoneId: string;
                            rates: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            isFree: boolean;
                        }[];
                        /** @default null */
                        validity?: {
                            count: number;
                            /** @enum {string} */
                            unit: "minute" | "hour" | "day" | "week" | "month";
                        } | null;
                        priceMinor: number;
                        currency?: string;
                    };
                    /** @enum {string} */
                    applyTo: "new_sales" | "renewals" | "all";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                            movedSubscriptions: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlansByIdVersionsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    terms: {
                        downloadBps: number;
                        uploadBps: number;
                        /** @default null */
                        burst?: {
                            downloadBps: number;
                            uploadBps: number;
                            thresholdDownloadBps: number;
                            thresholdUploadBps: number;
                            timeS: number;
                        } | null;
                        /** @default null */
                        sessionTimeoutS?: number | null;
                        /** @default null */
                        idleTimeoutS?: number | null;
                        /** @default null */
                        interimIntervalS?: number | null;
                        /** @default null */
                        sessionVolumeBytes?: number | null;
                        /** @default 1 */
                        maxSessions?: number;
                        /** @default null */
                        deviceSlots?: number | null;
                        /** @default null */
                        pool?: string | null;
                        /** @default null */
                        ipv6Pool?: string | null;
                        /** @default null */
                        delegatedIpv6Pool?: string | null;
                        /** @default null */
                        addressList?: string | null;
                        /** @default [] */
                        customAttributes?: {
                            name: string;
                            value: string;
                        }[];
                        /**
                         * @default both
                         * @enum {string}
                         */
                        counts?: "both" | "download";
                        /** @default null */
                        quota?: {
                            /** @enum {string} */
                            period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                            bytes: number | null;
                            timeS: number | null;
                            /** @enum {string} */
                            atZero: "cut" | "slow" | "walled_garden";
                            slow: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                        } | null;
                        /** @default [] */
                        fairUse?: {
                            /** @enum {string} */
                            period: "day" | "week" | "month";
                            thresholdBytes: number;
                            downloadBps: number;
                            uploadBps: number;
                        }[];
                        /** @default [] */
                        zoneRules?: {
                            /** Format: uuid */
                            zoneId: string;
                            rates: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            isFree: boolean;
                        }[];
                        /** @default null */
                        validity?: {
                            count: number;
                            /** @enum {string} */
                            unit: "minute" | "hour" | "day" | "week" | "month";
                        } | null;
                        priceMinor: number;
                        currency?: string;
                    };
                    /** @enum {string} */
                    applyTo: "new_sales" | "renewals" | "all";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            differences: {
                                field: string;
                                before: unknown;
                                after: unknown;
                            }[];
                            sold: {
                                total: number;
                                onOlderVersions: number;
                            };
                            changesNow: number;
                            changesAtRenewal: number;
                            online: number;
                            sample: {
                                /** Format: uuid */
                                subscriberId: string;
                                username: string;
                                fullName: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlansByIdApplyLatestVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            version: {
                                /** Format: uuid */
                                id: string;
                                number: number;
                                takesRenewals: boolean;
                                terms: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    burst: {
                                        downloadBps: number;
                                        uploadBps: number;
                                        thresholdDownloadBps: number;
                                        thresholdUploadBps: number;
                                        timeS: number;
                                    } | null;
                                    sessionTimeoutS: number | null;
                                    idleTimeoutS: number | null;
                                    interimIntervalS: number | null;
                                    sessionVolumeBytes: number | null;
                                    maxSessions: number;
                                    deviceSlots: number | null;
                                    pool: string | null;
                                    ipv6Pool: string | null;
                                    delegatedIpv6Pool: string | null;
                                    addressList: string | null;
                                    customAttributes: {
                                        name: string;
                                        value: string;
                                    }[];
                                    /** @enum {string} */
                                    counts: "both" | "download";
                                    quota: {
                                        /** @enum {string} */
                                        period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                        bytes: number | null;
                                        timeS: number | null;
                                        /** @enum {string} */
                                        atZero: "cut" | "slow" | "walled_garden";
                                        slow: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                    } | null;
                                    fairUse: {
                                        /** @enum {string} */
                                        period: "day" | "week" | "month";
                                        thresholdBytes: number;
                                        downloadBps: number;
                                        uploadBps: number;
                                    }[];
                                    zoneRules: {
                                        /** Format: uuid */
                                        zoneId: string;
                                        rates: {
                                            downloadBps: number;
                                            uploadBps: number;
                                        } | null;
                                        isFree: boolean;
                                    }[];
                                    validity: {
                                        count: number;
                                        /** @enum {string} */
                                        unit: "minute" | "hour" | "day" | "week" | "month";
                                    } | null;
                                    priceMinor: number;
                                    currency: string;
                                };
                            };
                            movedSubscriptions: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlansFairUseOffer: {
        parameters: {
            query: {
                downloadBps: number;
                uploadBps: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            fairUse: {
                                /** @enum {string} */
                                period: "day" | "week" | "month";
                                thresholdBytes: number;
                                downloadBps: number;
                                uploadBps: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlansPreviewReply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    terms?: {
                        downloadBps: number;
                        uploadBps: number;
                        /** @default null */
                        burst?: {
                            downloadBps: number;
                            uploadBps: number;
                            thresholdDownloadBps: number;
                            thresholdUploadBps: number;
                            timeS: number;
                        } | null;
                        /** @default null */
                        sessionTimeoutS?: number | null;
                        /** @default null */
                        idleTimeoutS?: number | null;
                        /** @default null */
                        interimIntervalS?: number | null;
                        /** @default null */
                        sessionVolumeBytes?: number | null;
                        /** @default 1 */
                        maxSessions?: number;
                        /** @default null */
                        deviceSlots?: number | null;
                        /** @default null */
                        pool?: string | null;
                        /** @default null */
                        ipv6Pool?: string | null;
                        /** @default null */
                        delegatedIpv6Pool?: string | null;
                        /** @default null */
                        addressList?: string | null;
                        /** @default [] */
                        customAttributes?: {
                            name: string;
                            value: string;
                        }[];
                        /**
                         * @default both
                         * @enum {string}
                         */
                        counts?: "both" | "download";
                        /** @default null */
                        quota?: {
                            /** @enum {string} */
                            period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                            bytes: number | null;
                            timeS: number | null;
                            /** @enum {string} */
                            atZero: "cut" | "slow" | "walled_garden";
                            slow: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                        } | null;
                        /** @default [] */
                        fairUse?: {
                            /** @enum {string} */
                            period: "day" | "week" | "month";
                            thresholdBytes: number;
                            downloadBps: number;
                            uploadBps: number;
                        }[];
                        /** @default [] */
                        zoneRules?: {
                            /** Format: uuid */
                            zoneId: string;
                            rates: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            isFree: boolean;
                        }[];
                        /** @default null */
                        validity?: {
                            count: number;
                            /** @enum {string} */
                            unit: "minute" | "hour" | "day" | "week" | "month";
                        } | null;
                        priceMinor: number;
                        currency?: string;
                    };
                    /** Format: uuid */
                    planId?: string;
                    /** @enum {string} */
                    vendor: "mikrotik" | "cisco" | "huawei" | "zte" | "juniper" | "wispr" | "chillispot" | "generic";
                    /** @default {} */
                    subscriber?: {
                        /** @default null */
                        framedIp?: (string) | null;
                        /** @default null */
                        framedIpv6Prefix?: string | null;
                        /** @default null */
                        delegatedIpv6Prefix?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            attributes: {
                                name: string;
                                value: string | null;
                            }[];
                            unsaid: ("speed" | "burst" | "sessionVolumeBytes" | "addressList")[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlansSimulations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            taskId: string;
                            planId: string | null;
                            planName: string | null;
                            who: {
                                /** Format: uuid */
                                planId: string;
                            } | {
                                subscriberIds: string[];
                            } | {
                                tags: string[];
                            } | {
                                /** @enum {boolean} */
                                everybody: true;
                            };
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            /** Format: date-time */
                            forgottenAt: string;
                            subscribers: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postPlansSimulations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    terms: {
                        downloadBps: number;
                        uploadBps: number;
                        /** @default null */
                        burst?: {
                            downloadBps: number;
                            uploadBps: number;
                            thresholdDownloadBps: number;
                            thresholdUploadBps: number;
                            timeS: number;
                        } | null;
                        /** @default null */
                        sessionTimeoutS?: number | null;
                        /** @default null */
                        idleTimeoutS?: number | null;
                        /** @default null */
                        interimIntervalS?: number | null;
                        /** @default null */
                        sessionVolumeBytes?: number | null;
                        /** @default 1 */
                        maxSessions?: number;
                        /** @default null */
                        deviceSlots?: number | null;
                        /** @default null */
                        pool?: string | null;
                        /** @default null */
                        ipv6Pool?: string | null;
                        /** @default null */
                        delegatedIpv6Pool?: string | null;
                        /** @default null */
                        addressList?: string | null;
                        /** @default [] */
                        customAttributes?: {
                            name: string;
                            value: string;
                        }[];
                        /**
                         * @default both
                         * @enum {string}
                         */
                        counts?: "both" | "download";
                        /** @default null */
                        quota?: {
                            /** @enum {string} */
                            period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                            bytes: number | null;
                            timeS: number | null;
                            /** @enum {string} */
                            atZero: "cut" | "slow" | "walled_garden";
                            slow: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                        } | null;
                        /** @default [] */
                        fairUse?: {
                            /** @enum {string} */
                            period: "day" | "week" | "month";
                            thresholdBytes: number;
                            downloadBps: number;
                            uploadBps: number;
                        }[];
                        /** @default [] */
                        zoneRules?: {
                            /** Format: uuid */
                            zoneId: string;
                            rates: {
                                downloadBps: number;
                                uploadBps: number;
                            } | null;
                            isFree: boolean;
                        }[];
                        /** @default null */
                        validity?: {
                            count: number;
                            /** @enum {string} */
                            unit: "minute" | "hour" | "day" | "week" | "month";
                        } | null;
                        priceMinor: number;
                        currency?: string;
                    };
                    /** @default null */
                    planId?: string | null;
                    who: {
                        /** Format: uuid */
                        planId: string;
                    } | {
                        subscriberIds: string[];
                    } | {
                        tags: string[];
                    } | {
                        /** @enum {boolean} */
                        everybody: true;
                    };
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                    /** @default null */
                    topUp?: {
                        bytes: number;
                        priceMinor: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            taskId: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlansSimulationsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            taskId: string;
                            planId: string | null;
                            planName: string | null;
                            who: {
                                /** Format: uuid */
                                planId: string;
                            } | {
                                subscriberIds: string[];
                            } | {
                                tags: string[];
                            } | {
                                /** @enum {boolean} */
                                everybody: true;
                            };
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            /** Format: date-time */
                            forgottenAt: string;
                            subscribers: number;
                            terms: {
                                downloadBps: number;
                                uploadBps: number;
                                burst: {
                                    downloadBps: number;
                                    uploadBps: number;
                                    thresholdDownloadBps: number;
                                    thresholdUploadBps: number;
                                    timeS: number;
                                } | null;
                                sessionTimeoutS: number | null;
                                idleTimeoutS: number | null;
                                interimIntervalS: number | null;
                                sessionVolumeBytes: number | null;
                                maxSessions: number;
                                deviceSlots: number | null;
                                pool: string | null;
                                ipv6Pool: string | null;
                                delegatedIpv6Pool: string | null;
                                addressList: string | null;
                                customAttributes: {
                                    name: string;
                                    value: string;
                                }[];
                                /** @enum {string} */
                                counts: "both" | "download";
                                quota: {
                                    /** @enum {string} */
                                    period: "daily" | "weekly" | "monthly" | "anniversary" | "one_time";
                                    bytes: number | null;
                                    timeS: number | null;
                                    /** @enum {string} */
                                    atZero: "cut" | "slow" | "walled_garden";
                                    slow: {
                                        downloadBps: number;
                                        uploadBps: number;
                                    } | null;
                                } | null;
                                fairUse: {
                                    /** @enum {string} */
                                    period: "day" | "week" | "month";
                                    thresholdBytes: number;
                                    downloadBps: number;
                                    uploadBps: number;
                                }[];
                                zoneRules: {
                                    /** Format: uuid */
                                    zoneId: string;
                                    rates: {
                                        downloadBps: number;
                                        uploadBps: number;
                                    } | null;
                                    isFree: boolean;
                                }[];
                                validity: {
                                    count: number;
                                    /** @enum {string} */
                                    unit: "minute" | "hour" | "day" | "week" | "month";
                                } | null;
                                priceMinor: number;
                                currency: string;
                            };
                            topUp: {
                                bytes: number;
                                priceMinor: number;
                            } | null;
                            timeZone: string;
                            currency: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled";
                            failed: number;
                            totals: {
                                subscribers: number;
                                usedSubscribers: number;
                                slowSubscribers: number;
                                cutSubscribers: number;
                                slowS: number;
                                cutS: number;
                                usedBytes: number;
                                cutBytes: number;
                                slowedBytes: number;
                                overSpeedBytes: number;
                                outsideBytes: number;
                                topUps: number;
                                paysNowMinor: number;
                                wouldPayMinor: number;
                                payMore: number;
                                payLess: number;
                            };
                            days: {
                                /** Format: date */
                                day: string;
                                slowSubscribers: number;
                                cutSubscribers: number;
                                usedBytes: number;
                                heldBackBytes: number;
                            }[];
                            assumptions: {
                                /** @enum {string} */
                                code: "usage_unchanged" | "spread_by_sessions" | "even_within_hour" | "acts_at_once" | "rules_of_today" | "own_quota_stays" | "payments_by_start" | "top_ups_when_cut" | "no_top_ups" | "top_ups_not_replayed" | "free_zones_count" | "counts_from_before";
                                sentence: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getPlansSimulationsByIdSubscribers: {
        parameters: {
            query?: {
                only?: "all" | "slow" | "cut" | "pays_more" | "pays_less";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            subscriberId: string;
                            username: string;
                            fullName: string | null;
                            firstSlowAt: string | null;
                            slowS: number;
                            firstCutAt: string | null;
                            cutS: number;
                            usedBytes: number;
                            heldBackBytes: number;
                            topUps: number;
                            paysNowMinor: number;
                            wouldPayMinor: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribers: {
        parameters: {
            query?: {
                status?: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                planId?: string;
                nasId?: string;
                tag?: string;
                phone?: string;
                expiresWithinDays?: number;
                online?: "true" | "false";
                q?: string;
                sort?: "username" | "-username" | "name" | "-name" | "expiry" | "-expiry" | "newest" | "oldest";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            revision: number;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            tags: string[];
                            nasId: string | null;
                            framedIp: string | null;
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            service: {
                                /** Format: uuid */
                                subscriptionId: string;
                                /** Format: uuid */
                                planId: string;
                                planName: string;
                                downloadBps: number;
                                uploadBps: number;
                                /** Format: date-time */
                                startsAt: string;
                                expiresAt: string | null;
                            } | null;
                            online: {
                                /** Format: uuid */
                                sessionId: string;
                                /** Format: date-time */
                                since: string;
                                /** Format: uuid */
                                nasId: string;
                                ip: string | null;
                                cause: string | null;
                                tier: number | null;
                            } | null;
                            lastSeenAt: string | null;
                            lastUsedOn: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    /** @default null */
                    fullName?: string | null;
                    /** @default [] */
                    phones?: string[];
                    /** @default null */
                    email?: string | null;
                    /** @default null */
                    address?: string | null;
                    /** @default null */
                    notes?: string | null;
                    /** @default [] */
                    tags?: string[];
                    /** @default null */
                    latitude?: number | null;
                    /** @default null */
                    longitude?: number | null;
                    /** @default null */
                    nasId?: string | null;
                    /** @default null */
                    maxSessions?: number | null;
                    /** @default null */
                    loginWindows?: {
                        days: number[];
                        from: string;
                        to: string;
                    }[] | null;
                    /** @default null */
                    framedIp?: string | null;
                    /** @default null */
                    framedIpv6Prefix?: string | null;
                    /** @default null */
                    delegatedIpv6Prefix?: string | null;
                    /** @default [] */
                    customAttributes?: {
                        name: string;
                        value: string;
                    }[];
                    /**
                     * @default none
                     * @enum {string}
                     */
                    macBinding?: "none" | "learn" | "fixed";
                    /** @default [] */
                    macs?: string[];
                    /**
                     * @default password
                     * @enum {string}
                     */
                    credential?: "password" | "mac";
                    password?: string;
                    portalPassword?: string;
                    /** Format: uuid */
                    planId?: string;
                    /** Format: date-time */
                    startsAt?: string;
                    autoRenew?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                            subscriptions: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                planId: string;
                                planName: string;
                                /** Format: uuid */
                                planVersionId: string;
                                status: string;
                                priority: number;
                                /** Format: date-time */
                                startsAt: string;
                                expiresAt: string | null;
                                autoRenew: boolean;
                                isInForce: boolean;
                            }[];
                            generatedPassword: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            total: number;
                            byStatus: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                            subscriptions: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                planId: string;
                                planName: string;
                                /** Format: uuid */
                                planVersionId: string;
                                status: string;
                                priority: number;
                                /** Format: date-time */
                                startsAt: string;
                                expiresAt: string | null;
                                autoRenew: boolean;
                                isInForce: boolean;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchSubscribersById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username?: string;
                    fullName?: string | null;
                    phones?: string[];
                    email?: string | null;
                    address?: string | null;
                    notes?: string | null;
                    tags?: string[];
                    latitude?: number | null;
                    longitude?: number | null;
                    nasId?: string | null;
                    maxSessions?: number | null;
                    loginWindows?: {
                        days: number[];
                        from: string;
                        to: string;
                    }[] | null;
                    framedIp?: string | null;
                    framedIpv6Prefix?: string | null;
                    delegatedIpv6Prefix?: string | null;
                    customAttributes?: {
                        name: string;
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                            subscriptions: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                planId: string;
                                planName: string;
                                /** Format: uuid */
                                planVersionId: string;
                                status: string;
                                priority: number;
                                /** Format: date-time */
                                startsAt: string;
                                expiresAt: string | null;
                                autoRenew: boolean;
                                isInForce: boolean;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "activate" | "suspend" | "pause" | "disable" | "close";
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            password: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            generatedPassword: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdPortalPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    portalPassword: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdMac: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    binding: "none" | "learn" | "fixed";
                    /** @default [] */
                    macs?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdMacReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            username: string;
                            fullName: string | null;
                            phones: string[];
                            email: string | null;
                            address: string | null;
                            notes: string | null;
                            tags: string[];
                            latitude: number | null;
                            longitude: number | null;
                            nasId: string | null;
                            maxSessions: number | null;
                            loginWindows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            customAttributes: {
                                name: string;
                                value: string;
                            }[];
                            /** @enum {string} */
                            macBinding: "none" | "learn" | "fixed";
                            macs: string[];
                            /** @enum {string} */
                            credential: "password" | "mac";
                            /** @enum {string} */
                            status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            hasPortalPassword: boolean;
                            closedAt: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersBulkPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    selection: {
                        ids: string[];
                    } | {
                        filter: {
                            /** @enum {string} */
                            status?: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            /** Format: uuid */
                            planId?: string;
                            /** Format: uuid */
                            nasId?: string;
                            tag?: string;
                            expiresWithinDays?: number;
                            online?: boolean;
                            q?: string;
                        };
                        /** @default [] */
                        except?: string[];
                    };
                    action: {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "activate";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "suspend";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "pause";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "disable";
                    } | {
                        tag: string;
                        /** @enum {string} */
                        name: "add-tag";
                    } | {
                        tag: string;
                        /** @enum {string} */
                        name: "remove-tag";
                    } | {
                        /** @enum {string} */
                        name: "reset-macs";
                    } | {
                        days: number;
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "extend";
                    } | {
                        /** Format: uuid */
                        planId: string;
                        /** @enum {string} */
                        when: "now" | "at_expiry";
                        /** @enum {string} */
                        name: "change-plan";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "disconnect";
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            total: number;
                            changed: number;
                            unchanged: number;
                            refused: number;
                            refusals: {
                                code: string;
                                message: string;
                                count: number;
                            }[];
                            sample: {
                                /** Format: uuid */
                                id: string;
                                username: string;
                                fullName: string | null;
                                /** @enum {string} */
                                status: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                                /** @enum {string} */
                                outcome: "changed" | "unchanged" | "refused";
                                code: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    selection: {
                        ids: string[];
                    } | {
                        filter: {
                            /** @enum {string} */
                            status?: "new" | "active" | "grace" | "paused" | "suspended" | "expired" | "disabled" | "closed";
                            /** Format: uuid */
                            planId?: string;
                            /** Format: uuid */
                            nasId?: string;
                            tag?: string;
                            expiresWithinDays?: number;
                            online?: boolean;
                            q?: string;
                        };
                        /** @default [] */
                        except?: string[];
                    };
                    action: {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "activate";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "suspend";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "pause";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "disable";
                    } | {
                        tag: string;
                        /** @enum {string} */
                        name: "add-tag";
                    } | {
                        tag: string;
                        /** @enum {string} */
                        name: "remove-tag";
                    } | {
                        /** @enum {string} */
                        name: "reset-macs";
                    } | {
                        days: number;
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "extend";
                    } | {
                        /** Format: uuid */
                        planId: string;
                        /** @enum {string} */
                        when: "now" | "at_expiry";
                        /** @enum {string} */
                        name: "change-plan";
                    } | {
                        /** @default null */
                        reason?: string | null;
                        /** @enum {string} */
                        name: "disconnect";
                    };
                    idempotencyKey: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            input: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "cancelled";
                            total: number;
                            done: number;
                            changed: number;
                            unchanged: number;
                            refused: number;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscriptions: {
        parameters: {
            query?: {
                subscriberId?: string;
                planId?: string;
                status?: "pending" | "active" | "expired" | "cancelled";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscriptionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    patchSubscriptionsById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    priority?: number;
                    autoRenew?: boolean;
                    renewalPlanId?: string | null;
                    sessionVolumeBytes?: number | null;
                    quotaBytes?: number | null;
                    notes?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    planId: string;
                    /** Format: date-time */
                    startsAt?: string;
                    /** Format: date-time */
                    expiresAt?: string;
                    /** @default 0 */
                    priority?: number;
                    /** @default false */
                    autoRenew?: boolean;
                    /** @default null */
                    renewalPlanId?: string | null;
                    /** @default null */
                    sessionVolumeBytes?: number | null;
                    /** @default null */
                    quotaBytes?: number | null;
                    /** @default null */
                    notes?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscriptionsByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscriptionsByIdExtend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    seconds?: number;
                    days?: number;
                    /** Format: date-time */
                    until?: string;
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscriptionsByIdChangePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    planId: string;
                    /** @enum {string} */
                    when: "now" | "at_expiry";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: uuid */
                            planId: string;
                            /** Format: uuid */
                            planVersionId: string;
                            /** @enum {string} */
                            status: "pending" | "active" | "expired" | "cancelled";
                            priority: number;
                            autoRenew: boolean;
                            renewalPlanId: string | null;
                            sessionVolumeBytes: number | null;
                            quotaBytes: number | null;
                            notes: string | null;
                            /** Format: date-time */
                            assignedAt: string;
                            /** Format: date-time */
                            startsAt: string;
                            activatedAt: string | null;
                            expiresAt: string | null;
                            cancelledAt: string | null;
                            renewsId: string | null;
                            revision: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSpeedRules: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            isEnabled: boolean;
                            priority: number;
                            planIds: string[] | null;
                            tags: string[] | null;
                            windows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            percent: number | null;
                            downloadBps: number | null;
                            uploadBps: number | null;
                            countedPercent: number;
                            revision: number;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSpeedRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default true */
                    isEnabled?: boolean;
                    /** @default 0 */
                    priority?: number;
                    /** @default null */
                    planIds?: string[] | null;
                    /** @default null */
                    tags?: string[] | null;
                    /** @default null */
                    windows?: {
                        days: number[];
                        from: string;
                        to: string;
                    }[] | null;
                    /** @default null */
                    percent?: number | null;
                    /** @default null */
                    downloadBps?: number | null;
                    /** @default null */
                    uploadBps?: number | null;
                    /** @default 100 */
                    countedPercent?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            isEnabled: boolean;
                            priority: number;
                            planIds: string[] | null;
                            tags: string[] | null;
                            windows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            percent: number | null;
                            downloadBps: number | null;
                            uploadBps: number | null;
                            countedPercent: number;
                            revision: number;
                            warnings: {
                                /** @enum {string} */
                                code: "speed.tag_unused" | "speed.hides";
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSpeedRulesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            isEnabled: boolean;
                            priority: number;
                            planIds: string[] | null;
                            tags: string[] | null;
                            windows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            percent: number | null;
                            downloadBps: number | null;
                            uploadBps: number | null;
                            countedPercent: number;
                            revision: number;
                            warnings: {
                                /** @enum {string} */
                                code: "speed.tag_unused" | "speed.hides";
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putSpeedRulesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The revision that was read, in quotes. */
                "if-match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default true */
                    isEnabled?: boolean;
                    /** @default 0 */
                    priority?: number;
                    /** @default null */
                    planIds?: string[] | null;
                    /** @default null */
                    tags?: string[] | null;
                    /** @default null */
                    windows?: {
                        days: number[];
                        from: string;
                        to: string;
                    }[] | null;
                    /** @default null */
                    percent?: number | null;
                    /** @default null */
                    downloadBps?: number | null;
                    /** @default null */
                    uploadBps?: number | null;
                    /** @default 100 */
                    countedPercent?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            isEnabled: boolean;
                            priority: number;
                            planIds: string[] | null;
                            tags: string[] | null;
                            windows: {
                                days: number[];
                                from: string;
                                to: string;
                            }[] | null;
                            percent: number | null;
                            downloadBps: number | null;
                            uploadBps: number | null;
                            countedPercent: number;
                            revision: number;
                            warnings: {
                                /** @enum {string} */
                                code: "speed.tag_unused" | "speed.hides";
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteSpeedRulesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdBoosts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            downloadBps: number;
                            uploadBps: number;
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            reason: string | null;
                            grantedByName: string;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdBoosts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    downloadBps: number;
                    uploadBps: number;
                    minutes: number;
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            downloadBps: number;
                            uploadBps: number;
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            reason: string | null;
                            grantedByName: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteSubscribersByIdBoostsByBoostId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                boostId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            downloadBps: number;
                            uploadBps: number;
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            reason: string | null;
                            grantedByName: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: {
                online?: "true" | "false";
                nasId?: string;
                subscriberId?: string;
                username?: string;
                ip?: string;
                mac?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            nasAddress: string;
                            acctSessionId: string;
                            epoch: number;
                            subscriberId: string | null;
                            subscriptionId: string | null;
                            username: string;
                            callingStationId: string | null;
                            calledStationId: string | null;
                            mac: string | null;
                            nasPortId: string | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            isOnline: boolean;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            stoppedAt: string | null;
                            closedBy: ("stop" | "stale" | "nas_restart" | "replaced" | "missing") | null;
                            terminateCause: number | null;
                            sessionTimeS: number;
                            uploadBytes: number;
                            downloadBytes: number;
                            uploadPackets: number;
                            downloadPackets: number;
                            finalCountersMissing: boolean;
                            downloadBps: number | null;
                            uploadBps: number | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            nasAddress: string;
                            acctSessionId: string;
                            epoch: number;
                            subscriberId: string | null;
                            subscriptionId: string | null;
                            username: string;
                            callingStationId: string | null;
                            calledStationId: string | null;
                            mac: string | null;
                            nasPortId: string | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            isOnline: boolean;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            stoppedAt: string | null;
                            closedBy: ("stop" | "stale" | "nas_restart" | "replaced" | "missing") | null;
                            terminateCause: number | null;
                            sessionTimeS: number;
                            uploadBytes: number;
                            downloadBytes: number;
                            uploadPackets: number;
                            downloadPackets: number;
                            finalCountersMissing: boolean;
                            downloadBps: number | null;
                            uploadBps: number | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsOnline: {
        parameters: {
            query?: {
                nasId?: string;
                planId?: string;
                isSilent?: "true" | "false";
                q?: string;
                sort?: "-startedAt" | "startedAt" | "-rate";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            nasName: string;
                            subscriberId: string | null;
                            username: string;
                            fullName: string | null;
                            planName: string | null;
                            mac: string | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            nasPortId: string | null;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            isSilent: boolean;
                            downloadBytes: number;
                            uploadBytes: number;
                            downloadBps: number | null;
                            uploadBps: number | null;
                            terms: {
                                /** @enum {string} */
                                state: "in_step" | "pending" | "claimed" | "failed" | "ended";
                                cause: string;
                                tier: number | null;
                            } | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsOnlineCount: {
        parameters: {
            query?: {
                nasId?: string;
                planId?: string;
                isSilent?: "true" | "false";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            count: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsByAddress: {
        parameters: {
            query: {
                address: string;
                at?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            holders: {
                                session: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    nasId: string;
                                    nasAddress: string;
                                    acctSessionId: string;
                                    epoch: number;
                                    subscriberId: string | null;
                                    subscriptionId: string | null;
                                    username: string;
                                    callingStationId: string | null;
                                    calledStationId: string | null;
                                    mac: string | null;
                                    nasPortId: string | null;
                                    framedIp: string | null;
                                    framedIpv6Prefix: string | null;
                                    delegatedIpv6Prefix: string | null;
                                    isOnline: boolean;
                                    /** Format: date-time */
                                    startedAt: string;
                                    /** Format: date-time */
                                    lastSeenAt: string;
                                    stoppedAt: string | null;
                                    closedBy: ("stop" | "stale" | "nas_restart" | "replaced" | "missing") | null;
                                    terminateCause: number | null;
                                    sessionTimeS: number;
                                    uploadBytes: number;
                                    downloadBytes: number;
                                    uploadPackets: number;
                                    downloadPackets: number;
                                    finalCountersMissing: boolean;
                                    downloadBps: number | null;
                                    uploadBps: number | null;
                                };
                                nasName: string | null;
                                subscriber: {
                                    /** Format: uuid */
                                    id: string;
                                    username: string;
                                    fullName: string | null;
                                } | null;
                                /** @enum {string} */
                                certainty: "certain" | "likely" | "possible";
                                /** Format: date-time */
                                possibleUntil: string;
                            }[];
                            isCut: boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsSeries: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                nasId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            stepS: number;
                            at: number[];
                            downloadBps: number[];
                            uploadBps: number[];
                            online: {
                                /** Format: uuid */
                                nasId: string;
                                sessions: (number | null)[];
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            nasId: string;
                            nasAddress: string;
                            acctSessionId: string;
                            epoch: number;
                            subscriberId: string | null;
                            subscriptionId: string | null;
                            username: string;
                            callingStationId: string | null;
                            calledStationId: string | null;
                            mac: string | null;
                            nasPortId: string | null;
                            framedIp: string | null;
                            framedIpv6Prefix: string | null;
                            delegatedIpv6Prefix: string | null;
                            isOnline: boolean;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            lastSeenAt: string;
                            stoppedAt: string | null;
                            closedBy: ("stop" | "stale" | "nas_restart" | "replaced" | "missing") | null;
                            terminateCause: number | null;
                            sessionTimeS: number;
                            uploadBytes: number;
                            downloadBytes: number;
                            uploadPackets: number;
                            downloadPackets: number;
                            finalCountersMissing: boolean;
                            downloadBps: number | null;
                            uploadBps: number | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdUsage: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            total: {
                                uploadBytes: number;
                                downloadBytes: number;
                                sessionTimeS: number;
                            };
                            days: {
                                /** Format: date */
                                day: string;
                                uploadBytes: number;
                                downloadBytes: number;
                                sessionTimeS: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSubscribersByIdTopUps: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: date-time */
                            at: string;
                            until: string | null;
                            bytes: number;
                            timeS: number;
                            reason: string | null;
                            grantedByName: string;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdTopUps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 0 */
                    bytes?: number;
                    /** @default 0 */
                    timeS?: number;
                    /** @default null */
                    days?: number | null;
                    /** @default null */
                    reason?: string | null;
                    /** @default null */
                    idempotencyKey?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            /** Format: date-time */
                            at: string;
                            until: string | null;
                            bytes: number;
                            timeS: number;
                            reason: string | null;
                            grantedByName: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSubscribersByIdResetQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            dayBytes: number;
                            weekBytes: number;
                            monthBytes: number;
                            quotaBytes: number;
                            quotaTimeS: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSessionsByIdFreeTraffic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            zones: {
                                /** Format: uuid */
                                zoneId: string;
                                zoneName: string | null;
                                downloadBytes: number;
                                uploadBytes: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSharing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            isEnabled: boolean;
                            threshold: number;
                            judgesBridged: boolean;
                            actsAlone: boolean;
                            /** @enum {string} */
                            action: "tag" | "disconnect" | "one_session" | "suspend";
                            openCases: number;
                            routers: {
                                /** Format: uuid */
                                nasId: string;
                                nasName: string;
                                /** Format: date-time */
                                lookedAt: string;
                                failure: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putSharing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    isEnabled: boolean;
                    threshold: number;
                    judgesBridged: boolean;
                    actsAlone: boolean;
                    /** @enum {string} */
                    action: "tag" | "disconnect" | "one_session" | "suspend";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            isEnabled: boolean;
                            threshold: number;
                            judgesBridged: boolean;
                            actsAlone: boolean;
                            /** @enum {string} */
                            action: "tag" | "disconnect" | "one_session" | "suspend";
                            openCases: number;
                            routers: {
                                /** Format: uuid */
                                nasId: string;
                                nasName: string;
                                /** Format: date-time */
                                lookedAt: string;
                                failure: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSharingCases: {
        parameters: {
            query?: {
                state?: "open" | "approved" | "dismissed" | "acted";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            username: string;
                            fullName: string | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "dismissed" | "acted";
                            score: number;
                            evidence: {
                                /** @enum {string} */
                                kind: "ttl_behind" | "ttl_mixed" | "many_devices" | "two_places" | "many_connections";
                                weight: number;
                                sentence: string;
                                figures: {
                                    [key: string]: number | number[];
                                };
                            }[];
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            action: ("tag" | "disconnect" | "one_session" | "suspend") | null;
                            reason: string | null;
                            quietUntil: string | null;
                        }[];
                        meta: {
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSharingCasesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            username: string;
                            fullName: string | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "dismissed" | "acted";
                            score: number;
                            evidence: {
                                /** @enum {string} */
                                kind: "ttl_behind" | "ttl_mixed" | "many_devices" | "two_places" | "many_connections";
                                weight: number;
                                sentence: string;
                                figures: {
                                    [key: string]: number | number[];
                                };
                            }[];
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            action: ("tag" | "disconnect" | "one_session" | "suspend") | null;
                            reason: string | null;
                            quietUntil: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSharingCasesByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "tag" | "disconnect" | "one_session" | "suspend";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            username: string;
                            fullName: string | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "dismissed" | "acted";
                            score: number;
                            evidence: {
                                /** @enum {string} */
                                kind: "ttl_behind" | "ttl_mixed" | "many_devices" | "two_places" | "many_connections";
                                weight: number;
                                sentence: string;
                                figures: {
                                    [key: string]: number | number[];
                                };
                            }[];
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            action: ("tag" | "disconnect" | "one_session" | "suspend") | null;
                            reason: string | null;
                            quietUntil: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    postSharingCasesByIdDismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    quietDays: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            subscriberId: string;
                            username: string;
                            fullName: string | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "dismissed" | "acted";
                            score: number;
                            evidence: {
                                /** @enum {string} */
                                kind: "ttl_behind" | "ttl_mixed" | "many_devices" | "two_places" | "many_connections";
                                weight: number;
                                sentence: string;
                                figures: {
                                    [key: string]: number | number[];
                                };
                            }[];
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            action: ("tag" | "disconnect" | "one_session" | "suspend") | null;
                            reason: string | null;
                            quietUntil: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getServerTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            /** Format: date-time */
                            time: string;
                            /** @enum {string} */
                            database: "reachable" | "away";
                            webBuild: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getSystemRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            node: string;
                            role: string;
                            version: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            beatAt: string;
                            /** @enum {string} */
                            state: "running" | "silent";
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getGuide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        ok: true;
                        data: {
                            router: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            firstPacket: {
                                /** Format: uuid */
                                nasId: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                            login: {
                                username: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                            radius: {
                                authPort: number;
                                acctPort: number;
                            };
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
}
