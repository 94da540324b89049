// For whatever a test run starts: hundreds of accounts are made and log in, and their passwords guard nothing.
process.env.PASSWORD_SCRYPT_LN = '10';
