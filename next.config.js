import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `tsc` in `npm test`; a second check here would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres", "undici"],
  experimental: { optimizePackageImports: ["lucide-react"] },
};

export default withNextIntl(config);
