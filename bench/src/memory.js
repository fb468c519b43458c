// Keeps the WebAssembly memory as `window.memory`. Of a wasm in several modules, one exports it and the others do not.
for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
        const made = await instantiate(...given);
        const memory = Object.values((made.instance ?? made).exports).find(each => each instanceof WebAssembly.Memory);
        window.memory = memory ?? window.memory;
        return made;
    };
}
